package org.cnxrunbooks.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.cnxrunbooks.lab.LabBrowser;
import org.cnxrunbooks.lab.LabClient;
import org.cnxrunbooks.lab.LabCockpit;
import org.cnxrunbooks.lab.LabOptions;
import org.cnxrunbooks.lab.LabProduct;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** What an auditor sees in Cockpit: of no run, of a run that failed on its way and of one that was declined. */
class AuditorLabIT {

    private static final By SIGN_IN = By.cssSelector("input[ng-model='password']");

    @TempDir
    static Path directory;

    static LabProduct lab;
    static String whole;
    static String declined;
    static List<String> barriersOfNothing;
    static final List<String> barriersOfProgress = new ArrayList<>();

    @BeforeAll
    static void start() {
        assumeThat(LabBrowser.installed()).isTrue();
        lab = new LabProduct(LabOptions.test());
        try (LabCockpit nobody = LabCockpit.as("auditor", lab.base())) {
            nobody.open("/runs");
            nobody.see("No run yet");
            nobody.screenshots("0-no-runs");
            barriersOfNothing = nobody.barriers();
        }
        LabClient client = lab.client();
        whole = backup(client);
        declined = client.start("ops2", "backup", request("CHG0031340"));
        client.complete(
                "approver2",
                declined,
                "userTask_approveBackupPlan",
                Map.of("planApproved", false, "approvalComment", "Not in the week of the closing"));
        client.awaitEnd(declined);
        declined = client.businessKey(declined);
    }

    /** One whose databases cannot be dumped at first, and of which one is then left out. */
    private static String backup(LabClient client) {
        String run = client.start("ops", "backup", request("CHG0031337"));
        client.complete(
                "approver",
                run,
                "userTask_approveBackupPlan",
                Map.of("planApproved", true, "approvalComment", "Downtime is announced"));
        client.complete("ops", run, "userTask_inspectRoleMappings", Map.of("roleMappingsComplete", true));
        lab.lab().fault("database-tool-fails", true);
        client.complete("ops", run, "userTask_inspectFilenetAdminRealm", Map.of("filenetAdminRealm", "local"));
        client.awaitTask(run, "userTask_decideOnFailure");
        lab.lab().fault("database-tool-fails", false);
        try (LabCockpit auditor = LabCockpit.as("auditor", lab.base())) {
            watch(auditor, client, run);
        }
        client.complete("ops", run, "userTask_confirmServiceRestored", Map.of("serviceRestored", true));
        client.awaitEnd(run);
        return client.businessKey(run);
    }

    /** Looks on while a person is asked about a failure, decides, and sees the packing go on. */
    private static void watch(LabCockpit auditor, LabClient client, String run) {
        auditor.open("/runs/" + client.businessKey(run));
        auditor.see("asked: operators");
        auditor.see("SQL2025N");
        auditor.screenshots("1-progress-failed");
        barriersOfProgress.addAll(auditor.barriers());
        lab.lab().fault("slow-tar", true);
        client.complete(
                "ops",
                run,
                "userTask_decideOnFailure",
                Map.of("decision", "skip", "decisionReason", "It is rebuilt anyway"));
        auditor.browser().see(By.cssSelector(".cnx-step .cnx-item [role=progressbar][aria-valuenow]"));
        auditor.see("Pack stopped cell");
        auditor.see("stands here");
        auditor.screenshots("1-progress");
        barriersOfProgress.addAll(auditor.barriers());
        lab.lab().fault("slow-tar", false);
        auditor.see("Confirm service restored");
        auditor.screenshots("1-progress-asked");
        barriersOfProgress.addAll(auditor.barriers());
    }

    private static Map<String, Object> request(String change) {
        return Map.of(
                "cellName",
                "lab",
                "changeReference",
                change,
                "reason",
                "Before the update to CR6",
                "includeInstallationManager",
                true);
    }

    @AfterAll
    static void end() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void an_auditor_finds_a_run_and_sees_what_happened_in_it() {
        assertThat(barriersOfNothing).isEmpty();
        assertThat(barriersOfProgress).isEmpty();
        try (LabCockpit auditor = LabCockpit.as("auditor", lab.base())) {
            auditor.open("/runs");
            auditor.see("2 runs");
            auditor.screenshots("1-runs");
            assertThat(auditor.barriers()).isEmpty();
            auditor.browser().type(By.name("change"), "31337");
            auditor.see("1 run");
            assertThat(auditor.browser().text()).contains(whole).doesNotContain(declined);
            assertThat(auditor.browser().address()).contains("change=31337");
            auditor.browser().click(By.linkText(whole));
            auditor.see("Pack stopped cell");
            auditor.screenshots("2-path");
            assertThat(auditor.barriers()).isEmpty();
            each(auditor, "progress", "Long work that is over");
            each(auditor, "timeline", "Decide on failure");
            each(auditor, "decisions", "It is rebuilt anyway");
            each(auditor, "evidence&step=serviceTask_dumpDatabases", "SQL2025N");
            each(auditor, "documents", "Before the update to CR6");
            each(auditor, "variables", "backupVerdict");
            each(auditor, "operations", "Complete");
            assertThat(auditor.browser().errors())
                    .filteredOn(line -> line.contains("audit-1"))
                    .isEmpty();
        }
    }

    private static void each(LabCockpit auditor, String tab, String seen) {
        auditor.open("/runs/" + whole + "?tab=" + tab);
        auditor.see(seen);
        auditor.screenshots("3-" + tab.replaceAll("&.*", ""));
        assertThat(auditor.barriers()).as(tab).isEmpty();
    }

    @Test
    void an_auditor_has_the_five_questions_answered() {
        try (LabCockpit auditor = LabCockpit.as("auditor", lab.base())) {
            question(auditor, "approvals", "Downtime is announced", "Not in the week of the closing", "approver2");
            question(auditor, "host&host=db", "db2", whole);
            question(auditor, "sets", whole, "age, 1 recipient", "verified, not whole", "It is rebuilt anyway");
            question(auditor, "overrides", "It is rebuilt anyway", "Decide on failure");
            question(auditor, "departures", "Nothing");
        }
    }

    private static void question(LabCockpit auditor, String question, String... answers) {
        auditor.open("/questions?q=" + question);
        for (String answer : answers) {
            auditor.see(answer);
        }
        auditor.screenshots("4-" + question.replaceAll("&.*", ""));
        assertThat(auditor.barriers()).as(question).isEmpty();
    }

    @Test
    void an_auditor_without_a_mouse_comes_to_a_run_and_through_its_parts() {
        try (LabCockpit auditor = LabCockpit.as("auditor", lab.base())) {
            auditor.open("/runs");
            auditor.see(whole);
            tabTo(auditor, whole);
            auditor.browser().press(Keys.ENTER);
            auditor.see("Pack stopped cell");
            tabTo(auditor, "Path");
            auditor.browser().press(Keys.ARROW_RIGHT);
            auditor.see("fold long waits");
            assertThat(auditor.browser().focused().getText()).isEqualTo("Timeline");
        }
    }

    private static void tabTo(LabCockpit auditor, String text) {
        for (int presses = 0; presses < 60; presses++) {
            if (auditor.browser().focused().getText().equals(text)) {
                return;
            }
            auditor.browser().press(Keys.TAB);
        }
        throw new AssertionError("not reached with the tabulator: " + text);
    }

    @Test
    void cockpits_own_links_to_a_history_lead_to_the_run() {
        String instance = lab.client()
                .get("admin", "/history/process-instance?processInstanceBusinessKey=" + whole)
                .get(0)
                .get("id")
                .asText();
        try (LabCockpit auditor = LabCockpit.as("auditor", lab.base())) {
            auditor.open("/process-instance/" + instance + "/history");
            auditor.see("Pack stopped cell");
            assertThat(auditor.browser().address()).endsWith("#/runs/" + whole);
        }
    }

    @Test
    void the_pack_that_is_downloaded_within_cockpit_verifies() throws Exception {
        try (LabCockpit auditor = LabCockpit.as("auditor", lab.base())) {
            auditor.open("/runs/" + whole);
            auditor.see("Evidence pack");
            Object size = auditor.browser()
                    .script("const link = document.querySelector('a.cnx-primary');"
                            + " const answer = await fetch(link.href); return answer.status + ' ' + link.download;");
            assertThat(size).isEqualTo("200 " + whole + "-evidence.zip");
        }
        PackFixture.write(unzip(fetch("/runs/" + whole + "/pack")), directory);
        PackFixture.Verdict verdict = PackFixture.verify(directory.resolve(whole));
        assertThat(verdict.said()).contains("This pack holds");
        assertThat(verdict.exit()).isZero();
    }

    @Test
    void a_missing_page_of_ours_says_so_and_leaves_the_rest_of_cockpit_alone() {
        try (LabCockpit auditor = LabCockpit.as("auditor", lab.base(), "audit-1/questions.js")) {
            auditor.open("/runs");
            auditor.browser().see(By.xpath("//*[contains(text(),'This page cannot be shown')]"));
            auditor.open("/processes");
            auditor.browser().see(By.linkText("Backup"));
        }
    }

    @Test
    void without_our_plugin_cockpit_is_as_it_was() {
        try (LabCockpit auditor = LabCockpit.as("auditor", lab.base(), "audit-1/plugin.js")) {
            auditor.open("/processes");
            auditor.browser().see(By.linkText("Backup"));
            assertThat(auditor.browser().sees(By.linkText("Questions"))).isFalse();
            assertThat(auditor.browser().sees(SIGN_IN)).isFalse();
        }
    }

    private static byte[] fetch(String page) throws Exception {
        String login = Base64.getEncoder().encodeToString("auditor:auditor".getBytes(StandardCharsets.UTF_8));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(lab.base() + page))
                                .header("Authorization", "Basic " + login)
                                .build(),
                        BodyHandlers.ofByteArray())
                .body();
    }

    private static Map<String, byte[]> unzip(byte[] pack) throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(pack))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}
