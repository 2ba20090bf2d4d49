package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.cnxrunbooks.app.CanaryFindings.Legitimate;
import org.cnxrunbooks.guard.LdapServer;
import org.cnxrunbooks.guard.SignOnBrowser;
import org.cnxrunbooks.guard.SignOnProvider;
import org.cnxrunbooks.guard.TlsIdentity;
import org.cnxrunbooks.guard.WebLogin;
import org.cnxrunbooks.lab.LabClient;
import org.cnxrunbooks.lab.LabProductProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The secrets of those that people come from, which have no place at the site of {@link SecretsLabIT}: people get in and do
 * not, whoever is asked for them is gone and comes back, the secret is changed while the product runs. A decoy is let out.
 */
class PeopleSecretsIT {

    private static final String DECOY = "decoy";
    private static final String MISTYPED = "mistyped password";
    private static final String WRONG = "another secret";
    private static final String WELCOME = "/camunda/app/welcome/default/";

    private static final List<Legitimate> LEGITIMATE = List.of(
            new Legitimate("product config/.*", "", "the site's own files, where the secrets come from"),
            new Legitimate(".*", DECOY, "let out on purpose"),
            new Legitimate(
                    "heap .*asn1\\.ASN1Buffer\\.buffer.*",
                    "",
                    "the library has one buffer for each thread, and the next message takes its place"),
            CanaryHeap.typed("password of"),
            CanaryHeap.typed(MISTYPED));

    @TempDir
    Path data;

    private final Map<String, Canary> canaries = new TreeMap<>();
    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private Path config;
    private Path secret;

    @BeforeEach
    void configure() throws IOException {
        config = Files.createDirectory(data.resolve("config"));
        secret = config.resolve("secret");
    }

    @Test
    void the_password_of_the_directorys_account_is_found_nowhere() throws Exception {
        TlsIdentity identity = TlsIdentity.of(config, "ip:127.0.0.1");
        try (LdapServer ldap = new LdapServer(identity, this::passwordOf)) {
            write(passwordOf("reader"));
            List<String> settings = ldap.settings(identity.pem(config.resolve("ca.pem")), secret);
            CanaryFindings findings = findings();
            try (LabProductProcess product = start(settings)) {
                assertThat(enter(product, passwordOf("ops"))).isEqualTo(200);
                assertThat(enter(product, value(MISTYPED))).isEqualTo(401);
                ldap.goDown();
                assertThat(enter(product, passwordOf("ops"))).isEqualTo(500);
                ldap.comeUp();
                write(value(WRONG));
                assertThat(enter(product, passwordOf("ops"))).isEqualTo(500);
                Files.delete(secret);
                assertThat(enter(product, passwordOf("ops"))).isEqualTo(500);
                write(passwordOf("reader"));
                assertThat(enter(product, passwordOf("ops"))).isEqualTo(200);
                look(product, product.client(this::passwordOf), "boss", findings);
            }
            lookAfterwards(findings, "secret not read: runbooks.ldap.password-file");
        }
    }

    @Test
    void the_secret_at_the_provider_of_single_sign_on_is_found_nowhere() throws Exception {
        write(value("client secret"));
        List<String> settings = new ArrayList<>();
        int port;
        try (SignOnProvider provider = new SignOnProvider(value("client secret"), 0)) {
            settings.addAll(provider.settings(secret));
            port = URI.create(provider.issuer()).getPort();
        }
        settings.addAll(List.of(
                "--runbooks.admin.user=admin",
                "--runbooks.admin.password-file=" + Files.writeString(config.resolve("admin"), passwordOf("admin"))));
        CanaryFindings findings = findings();
        try (LabProductProcess product = start(settings)) {
            assertThat(new SignOnBrowser(product.port(), "none").get(WELCOME).statusCode())
                    .isEqualTo(500);
            try (SignOnProvider provider = new SignOnProvider(value("client secret"), port)) {
                provider.register(product.port());
                assertThat(signOn(product, provider, "boss")).isEqualTo(200);
                assertThat(signOn(product, provider, "stranger")).isEqualTo(403);
                write(value(WRONG));
                assertThat(signOn(product, provider, "boss")).isEqualTo(403);
                Files.delete(secret);
                assertThat(signOn(product, provider, "boss")).isEqualTo(500);
                write(value("client secret"));
                assertThat(signOn(product, provider, "boss")).isEqualTo(200);
            }
            look(product, product.client(this::passwordOf), "admin", findings);
        }
        lookAfterwards(findings, "secret not read: runbooks.oidc.client-secret-file");
    }

    private LabProductProcess start(List<String> settings) {
        List<String> arguments = new ArrayList<>(settings);
        arguments.add("--logging.level.org.cnxrunbooks=debug");
        return LabProductProcess.start(data, arguments, Map.of(), log::add);
    }

    private static int signOn(LabProductProcess product, SignOnProvider provider, String person) {
        return new SignOnBrowser(product.port(), provider.issuer())
                .signOn(person, WELCOME)
                .statusCode();
    }

    private static int enter(LabProductProcess product, String password) {
        return WebLogin.attempt(product.port(), "ops", password).statusCode();
    }

    private void look(LabProductProcess product, LabClient client, String reader, CanaryFindings findings)
            throws Exception {
        product.say("logged in with " + value(DECOY));
        client.post(
                reader,
                "/filter/create",
                Map.of("resourceType", "Task", "name", value(DECOY), "query", Map.of(), "properties", Map.of()));
        assertThat(new CanaryPages(product.port(), client, reader, findings).look(List.of()))
                .isGreaterThan(15);
        Path dump = CanaryHeap.dump(product.pid(), data.resolve("heap.hprof"));
        CanaryHeap.look(dump, findings);
        Files.delete(dump);
    }

    private void lookAfterwards(CanaryFindings findings, String told) throws Exception {
        new CanaryDatabase(data.resolve("runbooks"), "", findings).look();
        new CanaryFiles(findings).look("product", data, Integer.MAX_VALUE, FileTime.fromMillis(0), Set.of());
        log.forEach(line -> findings.look("log", line));
        assertThat(log).anyMatch(line -> line.contains(told));
        assertThat(findings.unexplained(LEGITIMATE)).isEmpty();
        assertThat(List.of("log", "database .*ACT_RU_FILTER.*", "product runbooks.mv.db", "page /engine-rest/filter"))
                .allSatisfy(place -> assertThat(findings.places(place, DECOY)).isNotEmpty());
    }

    /** Of every secret that there will be. */
    private CanaryFindings findings() {
        List.of(DECOY, MISTYPED, WRONG).forEach(this::value);
        return new CanaryFindings(new CanarySearch(canaries.values()));
    }

    private void write(String text) throws IOException {
        Files.writeString(secret, text + "\n");
    }

    private String passwordOf(String person) {
        return value("password of " + person);
    }

    private String value(String name) {
        return canaries.computeIfAbsent(name, Canary::password).value();
    }
}
