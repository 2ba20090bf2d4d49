package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cnxrunbooks.app.CanaryFindings.Legitimate;
import org.cnxrunbooks.lab.Lab;
import org.cnxrunbooks.lab.LabClient;
import org.cnxrunbooks.lab.LabOptions;
import org.cnxrunbooks.lab.LabProductProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets of this run alone go in wherever one can be given; a backup, a notice and an interim fix are made, each with a
 * failing step; afterwards they are looked for everywhere. A decoy is let out on purpose by every way, so that a search
 * that finds nothing is known to be able to.
 */
class SecretsLabIT {

    private static final String DECOY = "decoy";
    private static final String LEFT = "login-decoy.props";
    private static final String MISTYPED = "mistyped password";

    private static final List<Legitimate> LEGITIMATE = List.of(
            new Legitimate("product config/.*", "", "the site's own files, where the secrets come from"),
            new Legitimate("product evidence-key\\.pem", "evidence signing key", "the key's own file"),
            new Legitimate(
                    "environment of process \\d+: RUNBOOKS_ADMIN_PASSWORD",
                    "password of admin",
                    "the site chose this way; of the product's process alone, which is asserted"),
            new Legitimate("lab secrets/.*", "", "the cell's own passwords, as the stand-ins know them"),
            new Legitimate(
                    "lab ssh/dmgr/home/\\.connections-runbooks/jobs/[^/]+/log",
                    "wsadmin password",
                    "what the tool itself wrote on its own host, of mode 0600; what is read of it is masked"),
            new Legitimate("lab ssh/\\w+/client_key", "private key", "the administrator's own copy of the key"),
            new Legitimate("lab application-variants.yaml", "", "written by the test: the settings of a cell"),
            new Legitimate(
                    "lab .*/profiles/\\w+/properties/soap\\.client\\.props",
                    "wsadmin password",
                    "the profile's own log-in file, put there by the site"),
            new Legitimate(
                    "product vault/lab/[^/]+/archives/.*!(\\./)?properties/soap\\.client\\.props",
                    "wsadmin password",
                    "the same file as data of the cell, inside the compressed archive of its profile"));

    /** What the product holds while it runs, and why it cannot do without. Secrets that come from files are not among it. */
    private static final List<Legitimate> HELD = List.of(
            new Legitimate("heap .*", CanarySite.VALUE, "stands in application.yaml itself, whose text Spring holds"),
            new Legitimate("heap .*", "password of admin", "came by the environment, which a process has to its end"),
            new Legitimate("heap .*", "database password", "the pool logs in with it whenever it opens a connection"),
            new Legitimate(
                    "heap .*audit\\.EvidenceKey\\.pair",
                    "evidence signing key",
                    "is read at the start and signs each pack"),
            CanaryHeap.typed("password of"),
            CanaryHeap.typed(MISTYPED));

    /** Of those that people come from, which cannot stand beside this site; {@link PeopleSecretsIT} has them. */
    private static final List<String> NOT_HERE = List.of(
            "runbooks.ldap.password",
            "runbooks.ldap.password-file",
            "runbooks.oidc.client-secret",
            "runbooks.oidc.client-secret-file");

    @TempDir
    static Path data;

    static Lab lab;
    static CanarySite site;
    static CanaryFindings findings;
    static Set<String> commands;
    static Set<String> leftOpen;
    static Set<String> inDump;
    static int pages;
    static int rows;
    static int sweeps;
    static long pid;
    static FileTime begun;

    @BeforeAll
    static void run() throws Exception {
        long begin = System.nanoTime();
        begun = FileTime.from(Instant.now());
        lab = Lab.start(LabOptions.test().withoutDatabase());
        try {
            Path config = data.resolve("config");
            site = CanarySite.write(lab, config);
            Queue<String> log = new ConcurrentLinkedQueue<>();
            try (LabProductProcess product =
                    LabProductProcess.start(data, site.arguments(), site.environment(), log::add)) {
                pid = product.pid();
                site.signingKey(data.resolve("evidence-key.pem"));
                for (String person : List.of("ops", "approver", "auditor")) {
                    site.password("password of " + person);
                }
                site.password(MISTYPED);
                site.password(DECOY);
                findings = new CanaryFindings(new CanarySearch(site.canaries().values()));
                use(product);
            }
            long looked = System.nanoTime();
            rows = new CanaryDatabase(
                            data.resolve("runbooks"),
                            site.password("database password").value(),
                            findings)
                    .look();
            log.forEach(line -> findings.look("log", line));
            files();
            System.out.printf("secrets: looked for %d s%n", (System.nanoTime() - looked) / 1_000_000_000);
        } finally {
            lab.close();
        }
        System.out.printf(
                "secrets: %d sweeps over %d command lines, %d pages, %d rows, %d s%n",
                sweeps, commands.size(), pages, rows, (System.nanoTime() - begin) / 1_000_000_000);
    }

    private static void use(LabProductProcess product) throws Exception {
        LabClient client = product.client(SecretsLabIT::passwordOf);
        List<String> keys;
        try (CanaryProcesses processes = new CanaryProcesses(findings)) {
            people(client, product);
            CanaryRuns runs = new CanaryRuns(lab, product, client);
            keys = List.of(runs.backup(), runs.notice(), runs.ifix(), letDecoyOut(client, product));
            commands = processes.commands();
            sweeps = processes.sweeps();
        }
        pages = new CanaryPages(product.port(), client, "admin", findings).look(keys);
        long dumping = System.nanoTime();
        Path dump = CanaryHeap.dump(product.pid(), data.resolve("heap.hprof"));
        inDump = CanaryHeap.look(dump, findings);
        System.out.printf(
                "secrets: %d MB of live objects looked at in %d s%n",
                Files.size(dump) >> 20, (System.nanoTime() - dumping) / 1_000_000_000);
        Files.delete(dump);
    }

    private static String passwordOf(String person) {
        Canary canary = site.canaries().get("password of " + person);
        return canary == null ? person : canary.value();
    }

    /** Gives people their passwords as the Admin application does, and mistypes one. */
    private static void people(LabClient client, LabProductProcess product) {
        for (String person : List.of("ops", "approver", "auditor")) {
            Map<String, String> body =
                    Map.of("password", passwordOf(person), "authenticatedUserPassword", passwordOf("admin"));
            assertThat(client.put("admin", "/user/" + person + "/credentials", body)
                            .statusCode())
                    .isEqualTo(204);
        }
        LabClient clumsy = product.client(person -> site.password(MISTYPED).value());
        client.get("auditor", "/history/process-instance/count");
        assertThat(clumsy.post("auditor", "/history/process-instance/count", Map.of())
                        .statusCode())
                .isEqualTo(401);
    }

    /** In the log, in a variable, in arguments and environment of a process, in a file of a host. */
    private static String letDecoyOut(LabClient client, LabProductProcess product) throws Exception {
        String value = site.password(DECOY).value();
        product.say("logged in with " + value);
        ProcessBuilder careless = new ProcessBuilder("sleep", "1");
        careless.environment().put("PASSWORD", value);
        careless.start();
        new ProcessBuilder("sh", "-c", "sleep 1; exit 0", value).start().waitFor();
        Files.writeString(lab.directory().resolve("ssh/dmgr/home/.cnxrunbooks/" + LEFT), value);
        String run = client.start(
                "ops",
                "backup",
                Map.of(
                        "cellName",
                        "lab",
                        "changeReference",
                        "CHG2",
                        "reason",
                        "with " + value,
                        "includeInstallationManager",
                        false));
        client.complete(
                "approver",
                run,
                "userTask_approveBackupPlan",
                Map.of("planApproved", false, "approvalComment", "a test"));
        client.awaitEnd(run);
        return client.businessKey(run);
    }

    private static void files() throws IOException {
        CanaryFiles files = new CanaryFiles(findings);
        files.look("product", data, Integer.MAX_VALUE, FileTime.fromMillis(0), Set.of());
        files.look("lab", lab.directory(), Integer.MAX_VALUE, FileTime.fromMillis(0), Set.of());
        files.look("temporary", Path.of(System.getProperty("java.io.tmpdir")), 3, begun, Set.of(data));
        files.history(Path.of(System.getProperty("user.home")));
        leftOpen = new TreeSet<>();
        for (String host : List.of("dmgr", "node1", "node2", "web", "web2", "db")) {
            Path home = lab.directory().resolve("ssh/" + host + "/home");
            files.history(home);
            leftOpen.addAll(CanaryFiles.leftOpen(home));
        }
    }

    @Test
    void every_setting_that_takes_a_secret_was_given_one() {
        assertThat(SecretSettings.unfed(site.fed())).containsExactlyElementsOf(NOT_HERE);
        Set<String> less = new TreeSet<>(site.fed());
        less.removeIf(key -> key.contains("banner") || key.contains("signing"));
        assertThat(SecretSettings.unfed(less))
                .contains(
                        "runbooks.cells.*.banner.password",
                        "runbooks.cells.*.banner.password-file",
                        "runbooks.evidence.signing-key");
    }

    @Test
    void no_secret_is_found_where_none_belongs() {
        Legitimate decoy = new Legitimate(".*", DECOY, "let out on purpose");
        assertThat(findings.unexplained(Stream.of(LEGITIMATE, HELD, List.of(decoy))
                        .flatMap(List::stream)
                        .toList()))
                .isEmpty();
    }

    @Test
    void the_live_objects_were_those_of_the_product_and_every_holder_is_known() {
        assertThat(findings.places("heap .*cell\\.Secret.*", CanarySite.VALUE)).isNotEmpty();
        Set<String> held = site.canaries().keySet().stream()
                .filter(name -> !findings.places("heap .*", name + " (").isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        System.out.printf(
                "secrets: %d of %d are held in memory: %s%n",
                held.size(), site.canaries().size(), held);
        assertThat(inDump).allSatisfy(found -> assertThat(held).contains(found.replaceFirst(" \\([^)]*\\)$", "")));
    }

    @Test
    void no_process_but_the_product_itself_has_a_secret_in_its_environment() {
        assertThat(findings.places("environment of process .*", "password of admin"))
                .isNotEmpty()
                .allMatch(place -> place.startsWith("environment of process " + pid + ":"));
    }

    @Test
    void nothing_but_the_decoy_is_left_on_a_host_that_others_may_read() {
        assertThat(leftOpen).singleElement().asString().endsWith(LEFT);
    }

    @Test
    void what_was_let_out_on_purpose_is_found_on_every_way() {
        assertThat(List.of(
                        "log",
                        "arguments of process .*",
                        "environment of process .*: PASSWORD",
                        "database .*ACT_HI_VARINST.*",
                        "database .*evidence.*|database .*EVIDENCE.*",
                        "database SCRIPT",
                        "product runbooks.mv.db",
                        "lab .*" + LEFT,
                        "page /runs",
                        "page /runs/.*/report",
                        "page /runs/.*/pack!.*",
                        "page /engine-rest/history/variable-instance.*"))
                .allSatisfy(place -> assertThat(findings.places(place, DECOY)).isNotEmpty());
    }

    @Test
    void the_search_has_seen_the_tools_at_work_and_the_cells_own_files_in_the_archives() {
        assertThat(commands)
                .anyMatch(command -> command.contains("LabWsadmin"))
                .anyMatch(command -> command.contains("updateSilent.sh"))
                .anyMatch(command -> command.contains("LabUpdater"));
        assertThat(findings.places("product vault/.*", "wsadmin password")).isNotEmpty();
        assertThat(findings.places("lab .*/jobs/.*/log", "wsadmin password")).isNotEmpty();
        assertThat(pages).isGreaterThan(50);
        assertThat(rows).isGreaterThan(1000);
    }
}
