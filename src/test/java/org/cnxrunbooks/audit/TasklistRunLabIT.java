package org.cnxrunbooks.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.cnxrunbooks.lab.LabBrowser;
import org.cnxrunbooks.lab.LabClient;
import org.cnxrunbooks.lab.LabOptions;
import org.cnxrunbooks.lab.LabProduct;
import org.cnxrunbooks.lab.LabTasklist;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** What people see of a run at a task of it in Tasklist: of one that has come back to the approvers. */
class TasklistRunLabIT {

    private static final String TASK = "Approve backup plan";
    private static final By TAB = By.xpath("//ul[contains(@class,'nav-tabs')]//a[normalize-space(.)='Run']");
    private static final By RUNS = By.xpath("//div[@cam-widget-header]//a[normalize-space(.)='Runs']");

    static LabProduct lab;
    static String instance;
    static String run;

    @BeforeAll
    static void start() throws IOException {
        assumeThat(LabBrowser.installed()).isTrue();
        lab = new LabProduct(LabOptions.test());
        LabClient client = lab.client();
        instance = client.start(
                "ops",
                "backup",
                Map.of(
                        "cellName",
                        "lab",
                        "changeReference",
                        "CHG0031337",
                        "reason",
                        "Before the update to <b>CR6</b>",
                        "includeInstallationManager",
                        true));
        run = client.businessKey(instance);
        client.complete(
                "approver",
                instance,
                "userTask_approveBackupPlan",
                Map.of("planApproved", true, "approvalComment", "Downtime is announced"));
        client.awaitTask(instance, "userTask_inspectRoleMappings");
        Path provision = lab.lab().sharedData().resolve("provision");
        Files.move(provision, provision.resolveSibling("provision-moved"));
        client.complete("ops2", instance, "userTask_inspectRoleMappings", Map.of("roleMappingsComplete", true));
        client.complete("ops2", instance, "userTask_inspectFilenetAdminRealm", Map.of("filenetAdminRealm", "local"));
        client.awaitTask(instance, "userTask_approveBackupPlan");
    }

    @AfterAll
    static void end() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void an_approver_sees_what_the_decision_is_about() {
        try (LabTasklist approver = LabTasklist.as("approver2", lab.base())) {
            approver.open(TASK);
            approver.tab("Run");
            see(approver, "Where it stands");
            approver.screenshot("run-tab");
            assertThat(approver.browser().text())
                    .contains(run, "CHG0031337", "Before the update to <b>CR6</b>", "waits: " + TASK)
                    .contains("Approvers", "not ops, who requested the run", "not ops2, who took part in planning it")
                    .contains("Not as it was approved before", "provision")
                    .contains("Downtime is announced", "Inspect role mappings", "Role mappings complete: yes");
            assertThat(approver.browser().sees(By.linkText(run))).isFalse();
            assertThat(approver.browser().sees(RUNS)).isFalse();
            assertThat(approver.barriers()).isEmpty();
            assertThat(approver.browser().errors())
                    .filteredOn(line -> line.contains("run-1") || line.contains("audit-1"))
                    .isEmpty();
            approver.browser().resize(1280, 900);
            approver.screenshot("run-tab-1280");
        }
    }

    @Test
    void those_who_are_named_as_shut_out_are_refused() {
        for (String person : new String[] {"ops", "ops2"}) {
            assertThat(lab.client()
                            .tryComplete(person, instance, "userTask_approveBackupPlan", Map.of("planApproved", true))
                            .statusCode())
                    .as(person)
                    .isEqualTo(403);
        }
    }

    @Test
    void an_operator_comes_from_the_task_to_the_run_and_to_all_runs() {
        try (LabTasklist operator = LabTasklist.as("ops", lab.base())) {
            operator.filter("Runs I started");
            operator.open(TASK);
            operator.tab("Run");
            see(operator, "Where it stands");
            operator.screenshot("run-tab");
            operator.browser().click(By.linkText(run));
            see(operator, "Pack stopped cell");
            assertThat(operator.browser().address()).endsWith("/app/cockpit/default/#/runs/" + run);
            operator.leave();
            operator.browser().click(RUNS);
            see(operator, "1 run");
        }
    }

    @Test
    void the_address_of_a_tab_leads_there() {
        String task = lab.client().awaitTask(instance, "userTask_approveBackupPlan");
        try (LabTasklist approver = LabTasklist.as("approver2", lab.base())) {
            approver.browser().go("/camunda/app/tasklist/default/#/?task=" + task + "&detailsTab=cnx-run");
            see(approver, run);
        }
    }

    @Test
    void without_our_plugin_tasklist_is_as_it_was() {
        try (LabTasklist approver = LabTasklist.as("approver2", lab.base(), "run-1/plugin.js")) {
            approver.open(TASK);
            approver.browser().see(By.cssSelector(".fjs-container"));
            assertThat(approver.browser().sees(TAB)).isFalse();
        }
    }

    @Test
    void a_tab_that_cannot_be_shown_says_so_and_leaves_the_form_alone() {
        try (LabTasklist approver = LabTasklist.as("approver2", lab.base(), "run-1/tab.js")) {
            approver.open(TASK);
            approver.tab("Run");
            approver.browser().see(By.xpath("//*[contains(text(),'This tab cannot be shown')]"));
            approver.tab("Form");
            approver.browser().see(By.cssSelector(".fjs-container"));
        }
    }

    @Test
    void no_bar_of_the_vendor_stands_above_the_pages() {
        try (LabTasklist admin = LabTasklist.as("admin", lab.base())) {
            for (String page : new String[] {"tasklist", "cockpit", "admin", "welcome"}) {
                admin.browser().go("/camunda/app/" + page + "/default/");
                admin.browser().see(By.cssSelector("[cam-widget-header] .navbar-brand"));
                admin.screenshot("bar-" + page);
                admin.browser().awaitGone(By.cssSelector(".ce-eol-banner"));
            }
        }
    }

    private static void see(LabTasklist person, String text) {
        person.browser().see(By.xpath("//*[contains(@class,'cnx')]//*[contains(normalize-space(.),'" + text + "')]"));
    }
}
