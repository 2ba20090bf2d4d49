package org.cnxrunbooks.ifix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.camunda.bpm.engine.RuntimeService;
import org.cnxrunbooks.lab.LabBrowser;
import org.cnxrunbooks.lab.LabOptions;
import org.cnxrunbooks.lab.LabProduct;
import org.cnxrunbooks.lab.LabTasklist;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A whole interim fix as an operator and an approver see it in Tasklist, with one step that fails. */
class TasklistIfixLabIT {

    static LabProduct lab;

    @BeforeAll
    static void start() {
        assumeThat(LabBrowser.installed()).isTrue();
        lab = new LabProduct(LabOptions.test().withoutDatabase().medium());
    }

    @AfterAll
    static void end() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void an_operator_installs_a_fix_and_decides_on_a_step_that_fails() throws Exception {
        IfixRuns runs = new IfixRuns(lab.lab(), lab.client());
        lab.lab().fault("server-will-not-start-AppsCluster_server1", true);
        try (LabTasklist operator = LabTasklist.as("ops", lab.base())) {
            request(operator, runs);
            approve();
            String run = lab.bean(RuntimeService.class)
                    .createProcessInstanceQuery()
                    .processDefinitionKey("ifix")
                    .singleResult()
                    .getId();
            lab.client().awaitTask(run, "userTask_decideOnFailures");
            operator.take("Decide on failures");
            operator.screenshot("ifix-3-decide-on-failures");
            assertThat(operator.browser().text())
                    .contains("Start members", "AppsCluster_server1", "ADMU3011E", "Wait:", "Roll back:")
                    .doesNotContain("Go on:");
            lab.lab().fault("server-will-not-start-AppsCluster_server1", false);
            operator.choose("Wait");
            operator.complete("Decide on failures");
            assertThat(lab.client().awaitEnd(run)).isEqualTo("endEvent_fixInstalled");
        }
        assertThat(runs.version("LabNode1")).isEqualTo("1-LO66666");
        assertThat(runs.version("LabNode2")).isEqualTo("1-LO66666");
    }

    private static void request(LabTasklist operator, IfixRuns runs) {
        operator.openStart("ifix");
        operator.select("Cell", "lab:");
        operator.type("Fixes", IfixRuns.FIX);
        operator.type("Directory of the fixes", runs.fixes().toString());
        operator.type("Change reference", "CHG-4711");
        operator.screenshot("ifix-1-request-ifix");
        operator.start();
    }

    private static void approve() {
        try (LabTasklist approver = LabTasklist.as("approver", lab.base())) {
            approver.take("Approve interim fix");
            approver.screenshot("ifix-2-approve-interim-fix");
            assertThat(approver.browser().text())
                    .contains(
                            "LO66666",
                            "webserver1",
                            "webserver2",
                            "Syntax OK",
                            "plugin-cfg-primary-LabNode2.xml",
                            "BackupServers",
                            "apps_srv1",
                            "updateSilent.sh");
            approver.tick("I accept that the vendor does not support this method");
            approver.tick("I take responsibility that the customization is backed up elsewhere");
            approver.choose("Approve");
            approver.complete("Approve interim fix");
        }
    }
}
