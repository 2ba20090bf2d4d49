package org.cnxrunbooks.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.cnxrunbooks.lab.Lab;
import org.cnxrunbooks.lab.LabClient;
import org.cnxrunbooks.lab.LabOptions;
import org.cnxrunbooks.lab.LabProductProcess;
import org.cnxrunbooks.lab.LabUser;
import org.cnxrunbooks.lab.LabWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The product is killed wherever it could leave a notice half done. One run goes through all of it, and a second one is
 * told to users meanwhile.
 */
class NoticeKillLabIT {

    private static final Duration BOUND = Duration.ofSeconds(120);
    private static final String ANNA = "anna@example.org";
    private static final String BEN = "ben@example.org";
    private static final String CHRIS = "chris@example.org";

    @TempDir
    Path data;

    private Lab lab;
    private String run;
    private String second;
    private JsonNode task;
    private JsonNode timer;

    @Test
    void a_notice_goes_on_by_itself_wherever_its_jvm_is_killed_and_nothing_is_doubled() throws Exception {
        try (Lab started = Lab.start(LabOptions.test().withoutDatabase())) {
            lab = started;
            Map<String, Integer> served = statuses();
            Map<String, String> before = NoticeRuns.fingerprint(lab);
            killAmidTheMailsOfTheSecondRun();
            assertThat(ids(ANNA)).hasSize(2);
            assertThat(ids(BEN)).hasSize(2);
            assertThat(ids(CHRIS)).isEmpty();

            killBetweenConfigurationAndReload();
            Map<String, String> raised = NoticeRuns.fingerprint(lab);
            assertThat(statuses())
                    .containsEntry("webserver1 https", 500)
                    .containsEntry("webserver2 https", served.get("webserver2 https"));

            killBetweenReloadAndProof();
            await("users shut out", this::statuses, seen -> seen.values().stream()
                    .allMatch(code -> code == 500));
            assertThat(NoticeRuns.fingerprint(lab)).isEqualTo(raised).isNotEqualTo(before);

            killInTheWindow();
            assertThat(statuses().values()).containsOnly(500);

            killBetweenLoweringAndProof();
            await("users served", this::statuses, served::equals);

            try (LabProductProcess product = start()) {
                assertThat(product.client().awaitEnd(run)).isEqualTo("endEvent_serviceBack");
            }
            assertThat(NoticeRuns.fingerprint(lab)).isEqualTo(before);
            assertThat(statuses()).isEqualTo(served);
            assertThat(ids(ANNA)).hasSize(3).doesNotHaveDuplicates();
            assertThat(ids(CHRIS)).hasSize(1);
            // the one that was accepted without a word came again, under the same Message-ID
            assertThat(ids(BEN)).hasSize(4);
            assertThat(ids(BEN).stream().distinct()).hasSize(3);
        }
    }

    /** Before the first is raised: its lines in the configuration would send the second back to the approver. */
    private void killAmidTheMailsOfTheSecondRun() throws Exception {
        try (LabProductProcess product = start()) {
            NoticeRuns runs = runs(product);
            run = runs.start(Map.of());
            second = runs.start(Map.of("recipients", String.join(", ", ANNA, BEN, CHRIS)));
            runs.client().awaitTask(second, "userTask_approveNotice");
            runs.approve(run);
            runs.client().awaitTask(run, "userTask_decideOnWindow");
            lab.mail().silence(BEN);
            runs.approve(second);
            await("mail of the second run", () -> ids(BEN), mails -> mails.size() == 2);
            product.kill();
        }
        lab.mail().answer();
    }

    private void killBetweenConfigurationAndReload() throws Exception {
        lab.fault("httpd-reload-hangs-webserver2", true);
        try (LabProductProcess product = start()) {
            product.client().awaitTask(second, "userTask_decideOnWindow");
            product.fire(timer(product.client(), "event_windowBegun").get("id").asText());
            await(
                    "reload of webserver2",
                    () -> Files.readString(lab.ledger()),
                    effects -> effects.contains("\"effect\":\"reloadHangs\",\"target\":\"webserver2\""));
            product.kill();
        }
    }

    private void killBetweenReloadAndProof() throws Exception {
        lab.fault("slow-curl", true);
        lab.fault("httpd-reload-hangs-webserver2", false);
        try (LabProductProcess product = start()) {
            awaitAtWork(product, "proveNoticeRaised");
            product.kill();
        }
        lab.fault("slow-curl", false);
    }

    private void killInTheWindow() throws Exception {
        try (LabProductProcess product = start()) {
            task = openTask(product.client());
            timer = timer(product.client(), "boundaryEvent_plannedEndReached");
            product.kill();
        }
    }

    private void killBetweenLoweringAndProof() throws Exception {
        try (LabProductProcess product = start()) {
            LabClient client = product.client();
            assertThat(openTask(client)).isEqualTo(task);
            assertThat(timer(client, "boundaryEvent_plannedEndReached")).isEqualTo(timer);
            product.fire(timer.get("id").asText());
            client.awaitTask(run, "userTask_decideOnOverrun");
            product.fire(timer(client, "boundaryEvent_decisionDue").get("id").asText());
            await("operators told", () -> ids("ops2@lab.example"), mails -> mails.size() == 1);
            lab.fault("slow-curl", true);
            client.complete("ops", run, "userTask_decideOnOverrun", Map.of("overrunDecision", "lower"));
            awaitAtWork(product, "proveNoticeLowered");
            product.kill();
        }
        lab.fault("slow-curl", false);
    }

    private LabProductProcess start() {
        return LabProductProcess.start(lab, data);
    }

    private NoticeRuns runs(LabProductProcess product) {
        return new NoticeRuns(lab, product.client());
    }

    private JsonNode openTask(LabClient client) {
        return client.get("admin", "/task/" + client.awaitTask(run, "userTask_confirmWorkFinished"));
    }

    private JsonNode timer(LabClient client, String event) {
        JsonNode timers = client.get("admin", "/job?timers=true&processInstanceId=" + run + "&activityId=" + event);
        assertThat(timers).hasSize(1);
        return timers.get(0);
    }

    /** Waits until a node has that step in hand. */
    private static void awaitAtWork(LabProductProcess product, String topic) {
        await(
                topic + " at work",
                () -> product.client().get("admin", "/external-task"),
                steps -> product.client()
                                .get("admin", "/external-task/count?locked=true&topicName=" + topic)
                                .get("count")
                                .asInt()
                        == 1);
    }

    /** What users get at every door. */
    private Map<String, Integer> statuses() {
        Map<String, Integer> statuses = new TreeMap<>();
        for (String server : LabUser.webServers()) {
            for (String scheme : List.of("http", "https")) {
                statuses.put(
                        server + " " + scheme,
                        LabUser.outside(lab).get(server, scheme, "/files/").status());
            }
        }
        return statuses;
    }

    private List<String> ids(String recipient) throws MessagingException {
        List<String> ids = new ArrayList<>();
        for (MimeMessage message : lab.mail().messagesTo(recipient)) {
            ids.add(message.getMessageID());
        }
        return ids;
    }

    private static <T> void await(String what, Callable<T> look, Predicate<T> reached) {
        LabWait.until(what, BOUND, () -> reached.test(call(look)), () -> String.valueOf(call(look)));
    }

    private static <T> T call(Callable<T> look) {
        try {
            return look.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
