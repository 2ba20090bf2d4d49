package org.cnxrunbooks.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.cnxrunbooks.lab.LabBrowser;
import org.cnxrunbooks.lab.LabOptions;
import org.cnxrunbooks.lab.LabProduct;
import org.cnxrunbooks.lab.LabTasklist;
import org.cnxrunbooks.lab.LabUser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A whole maintenance notice as an operator and an approver see it in Tasklist, and a user at the door. */
class TasklistNoticeLabIT {

    static LabProduct lab;

    @BeforeAll
    static void start() {
        assumeThat(LabBrowser.installed()).isTrue();
        lab = new LabProduct(LabOptions.test().withoutDatabase());
    }

    @AfterAll
    static void end() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void an_operator_shuts_users_out_and_lets_them_in_again() throws Exception {
        NoticeRuns runs = new NoticeRuns(lab.lab(), lab.client());
        Map<String, String> before = runs.fingerprint();
        try (LabTasklist operator = LabTasklist.as("ops", lab.base())) {
            request(operator);
            approve();
            String run = lab.bean(RuntimeService.class)
                    .createProcessInstanceQuery()
                    .processDefinitionKey("maintenance-notice")
                    .singleResult()
                    .getId();
            operator.take("Decide on window");
            operator.screenshot("notice-3-decide-on-window");
            operator.leave();
            runs.fire(run, "event_windowBegun", lab.bean(RuntimeService.class), lab.bean(ManagementService.class));
            operator.take("Confirm work finished");
            operator.screenshot("notice-4-confirm-work-finished");
            assertThat(LabUser.outside(lab.lab())
                            .get("webserver1", "https", "/files/")
                            .status())
                    .isEqualTo(500);
            operator.choose("Yes");
            operator.complete("Confirm work finished");
            assertThat(lab.client().awaitEnd(run)).isEqualTo("endEvent_serviceBack");
        }
        assertThat(runs.fingerprint()).isEqualTo(before);
        assertThat(lab.lab().mail().messagesTo("anna@example.org")).hasSize(2);
    }

    private static void request(LabTasklist operator) {
        LocalDateTime begin = LocalDateTime.now().plusDays(9);
        operator.openStart("maintenance-notice");
        operator.select("Cell", "lab:");
        operator.type("What is done, and why", "We install interim fix LO66666 for Files.");
        operator.typeMoment("Window begins on", begin.format(DateTimeFormatter.ofPattern("MM/dd/yyyy")));
        operator.typeMoment("Window begins at", "21:00");
        operator.type("Recipients", "anna@example.org");
        operator.screenshot("notice-1-request-notice");
        operator.start();
    }

    private static void approve() {
        try (LabTasklist approver = LabTasklist.as("approver", lab.base())) {
            approver.take("Approve notice");
            approver.screenshot("notice-2-approve-notice");
            assertThat(approver.browser().text())
                    .contains(
                            "webserver1",
                            "webserver2",
                            "Syntax OK",
                            "RewriteRule",
                            "anna@example.org",
                            "Europe/Berlin");
            approver.choose("Approve");
            approver.complete("Approve notice");
        }
    }
}
