package org.cnxrunbooks.notice;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.cnxrunbooks.lab.LabOptions;
import org.cnxrunbooks.lab.LabProduct;
import org.cnxrunbooks.lab.LabUser;
import org.cnxrunbooks.lab.LabWait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notices from request to end on the real application, two real web servers of both levels, a real SMTP server. */
class NoticeLabIT {

    private static final String NOTICE = "cnx-run";
    private static final List<String> PATHS = List.of("/", "/files/", "/no-such-path");

    static LabProduct lab;
    static NoticeRuns runs;

    @BeforeAll
    static void start() {
        lab = new LabProduct(LabOptions.test().withoutDatabase());
        runs = new NoticeRuns(lab.lab(), lab.client());
    }

    @AfterAll
    static void end() {
        lab.close();
    }

    @AfterEach
    void reset() {
        lab.reset();
    }

    @ParameterizedTest
    @CsvSource({"500,true", "503,false", "403,false"})
    void users_are_shut_out_of_every_door_and_let_in_again(String status, boolean banner) throws Exception {
        Map<String, String> before = runs.fingerprint();
        Map<String, Integer> served = statuses(LabUser.outside(lab.lab()));
        String run = runs.start(Map.of("statusCode", status, "banner", banner));
        assertThat(runs.fingerprint()).isEqualTo(before);
        raise(run);

        everyDoor((server, scheme) -> {
            for (String path : PATHS) {
                LabUser.Answer outside = LabUser.outside(lab.lab()).get(server, scheme, path);
                assertThat(outside.status()).as(scheme + " " + path).isEqualTo(Integer.parseInt(status));
                assertThat(outside.body()).contains(NOTICE, runs.key(run));
                assertThat(outside.headers().contains("Retry-After")).isEqualTo(status.equals("503"));
                assertThat(LabUser.neighbour(lab.lab())
                                .get(server, scheme, path)
                                .status())
                        .isEqualTo(Integer.parseInt(status));
                assertThat(LabUser.on(lab.lab(), "node1")
                                .get(server, scheme, path)
                                .body())
                        .doesNotContain(NOTICE);
            }
            assertThat(LabUser.outside(lab.lab())
                            .get(server, scheme, NoticePlan.PAGE)
                            .status())
                    .isEqualTo(200);
        });
        assertThat(lab.lab().banner().open()).isEqualTo(banner);

        finish(run);
        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_serviceBack");
        assertThat(runs.fingerprint()).isEqualTo(before);
        assertThat(statuses(LabUser.outside(lab.lab()))).isEqualTo(served);
        assertThat(lab.lab().banner().open()).isFalse();
        assertThat(subjects("anna@example.org")).hasSize(2).last().asString().startsWith("Back in service");
        assertThat(subjects("ben@example.org")).hasSize(2);
    }

    @Test
    void web_servers_are_stopped_and_started_when_that_is_asked_for() throws Exception {
        Map<String, String> before = runs.fingerprint();
        String run = runs.start(Map.of("shutOut", "stop"));
        runs.client().complete("ops", run, "userTask_confirmWebServerFree", Map.of("webServerFree", true));
        raise(run);
        everyDoor((server, scheme) -> assertThat(
                        LabUser.on(lab.lab(), "node1").get(server, scheme, "/").status())
                .isZero());
        finish(run);
        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_serviceBack");
        assertThat(runs.fingerprint()).isEqualTo(before);
        everyDoor((server, scheme) -> assertThat(LabUser.outside(lab.lab())
                        .get(server, scheme, "/files/")
                        .status())
                .isEqualTo(200));
    }

    @Test
    void a_withdrawn_window_is_taken_out_of_calendars() throws Exception {
        String run = runs.start(Map.of("banner", true));
        runs.approve(run);
        remind(run);
        runs.client()
                .complete(
                        "ops2",
                        run,
                        "userTask_decideOnWindow",
                        Map.of("windowDecision", "withdraw", "windowReason", "the fix is withdrawn"));
        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_noticeWithdrawn");
        List<MimeMessage> mails = lab.lab().mail().messagesTo("anna@example.org");
        assertThat(subjects("anna@example.org")).hasSize(3).last().asString().startsWith("Withdrawn");
        assertThat(subjects("anna@example.org").get(1)).startsWith("Reminder").contains("1 hour");
        assertThat(calendar(mails.get(0).getContent())).contains("METHOD:REQUEST");
        assertThat(calendar(mails.get(2).getContent())).contains("METHOD:CANCEL", "SEQUENCE:1");
        assertThat(lab.lab().banner().open()).isFalse();
    }

    @Test
    void a_moved_window_is_approved_and_announced_anew() throws Exception {
        String run = runs.start(Map.of());
        runs.approve(run);
        String later = NoticeRuns.inTwoHours().plusDays(1).toString();
        runs.client()
                .complete(
                        "ops",
                        run,
                        "userTask_decideOnWindow",
                        Map.of("windowDecision", "move", "newWindowStart", later));
        runs.client()
                .complete(
                        "approver2",
                        run,
                        "userTask_approveNotice",
                        Map.of("noticeApproved", false, "approvalComment", "not on that day"));
        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_noticeWithdrawn");
        assertThat(subjects("ben@example.org")).hasSize(2).last().asString().startsWith("Withdrawn");
    }

    @Test
    void mail_that_does_not_get_out_is_put_before_a_person_and_sent_once() throws Exception {
        lab.lab().mail().down();
        String run = runs.start(Map.of());
        runs.approve(run);
        runs.client().awaitTask(run, "userTask_decideOnAnnouncement");
        lab.lab().mail().up();
        runs.client().complete("ops", run, "userTask_decideOnAnnouncement", Map.of("announcementDecision", "retry"));
        runs.client().awaitTask(run, "userTask_decideOnWindow");
        assertThat(subjects("anna@example.org")).hasSize(1);
        assertThat(subjects("ben@example.org")).hasSize(1);
        withdraw(run);
    }

    @Test
    void an_overrun_is_told_to_operators_and_extended() throws Exception {
        String run = runs.start(Map.of());
        raise(run);
        runs.fire(run, "boundaryEvent_plannedEndReached", bean(RuntimeService.class), bean(ManagementService.class));
        runs.client()
                .complete(
                        "ops",
                        run,
                        "userTask_decideOnOverrun",
                        Map.of("overrunDecision", "extend", "extension", "PT2H"));
        runs.client().awaitTask(run, "userTask_confirmWorkFinished");
        assertThat(subjects("anna@example.org")).hasSize(2).last().asString().startsWith("Taking longer");
        String until = runs.client().variable(run, "windowText").asText();
        assertThat(LabUser.outside(lab.lab())
                        .get("webserver2", "https", "/files/")
                        .body())
                .contains(until.replaceFirst(".*(\\d\\d:\\d\\d) \\w+ \\(.*", "$1"));
        finish(run);
        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_serviceBack");
    }

    @Test
    void what_somebody_else_changed_stays_and_is_confirmed() throws Exception {
        Path conf = LabUser.serverRoot(lab.lab(), "webserver1").resolve("conf/httpd.conf");
        String before = Files.readString(conf, StandardCharsets.ISO_8859_1);
        String run = runs.start(Map.of());
        raise(run);
        Files.writeString(conf, "# added by somebody else\n", StandardOpenOption.APPEND);
        finish(run);
        assertThat(runs.client()
                        .taskVariable(run, "userTask_confirmLowering", "changedFiles")
                        .toString())
                .contains("+# added by somebody else");
        runs.client().complete("ops", run, "userTask_confirmLowering", Map.of("loweringConfirmed", true));
        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_serviceBack");
        assertThat(Files.readString(conf, StandardCharsets.ISO_8859_1))
                .isEqualTo(before + "# added by somebody else\n");
    }

    @Test
    void a_file_that_changed_before_the_window_is_approved_anew_and_users_are_told_once() throws Exception {
        String run = runs.start(Map.of());
        runs.approve(run);
        runs.client().awaitTask(run, "userTask_decideOnWindow");
        Path second = LabUser.serverRoot(lab.lab(), "webserver2").resolve("conf/httpd.conf");
        Files.writeString(second, "# changed since the plan\n", StandardOpenOption.APPEND);
        Map<String, String> before = runs.fingerprint();
        runs.fire(run, "event_windowBegun", bean(RuntimeService.class), bean(ManagementService.class));

        assertThat(runs.client()
                        .taskVariable(run, "userTask_approveNotice", "planChanges")
                        .asText())
                .contains("webserver2, file " + second + ": SHA-256 ", "+# changed since the plan")
                .doesNotContain("webserver1");
        assertThat(runs.fingerprint()).isEqualTo(before);
        runs.approve(run);
        // the lab's window begins in two hours, so it is awaited once more
        runs.client().awaitTask(run, "userTask_decideOnWindow");
        runs.fire(run, "event_windowBegun", bean(RuntimeService.class), bean(ManagementService.class));
        runs.client().awaitTask(run, "userTask_confirmWorkFinished");
        assertThat(LabUser.outside(lab.lab())
                        .get("webserver2", "https", "/files/")
                        .body())
                .contains(NOTICE);
        assertThat(subjects("anna@example.org")).hasSize(1);
        finish(run);
        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_serviceBack");
        assertThat(runs.fingerprint()).isEqualTo(before);
    }

    @Test
    void times_of_files_and_lines_in_logs_are_no_change() throws Exception {
        String run = runs.start(Map.of());
        Path root = LabUser.serverRoot(lab.lab(), "webserver1");
        Files.setLastModifiedTime(root.resolve("conf/httpd.conf"), FileTime.fromMillis(0));
        runs.approve(run);
        runs.client().awaitTask(run, "userTask_decideOnWindow");
        Files.setLastModifiedTime(root.resolve("conf/httpd.conf"), FileTime.fromMillis(1_000));
        Files.writeString(
                root.resolve("logs/error_log"), "a line\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        runs.fire(run, "event_windowBegun", bean(RuntimeService.class), bean(ManagementService.class));
        runs.client().awaitTask(run, "userTask_confirmWorkFinished");
        finish(run);
        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_serviceBack");
    }

    @Test
    void everything_that_stands_in_the_way_is_said_at_once() {
        String run = runs.start(Map.of(
                "windowStart", "2026-01-01T00:00:00+01:00",
                "recipients", "everybody",
                "allowedAddresses", "your.ip.address",
                "reminders", "soon"));
        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_noticeRefused");
        assertThat(runs.client().variable(run, "refusalReasons").asText())
                .contains("Window lies in the past", "everybody", "your.ip.address", "soon", "HINT");
    }

    @Test
    void a_forgotten_notice_is_refused() throws Exception {
        Path conf = LabUser.serverRoot(lab.lab(), "webserver2").resolve("conf/httpd.conf");
        Files.writeString(
                conf,
                "# BEGIN maintenance notice old-run\n# nothing\n# END maintenance notice old-run\n",
                StandardOpenOption.APPEND);
        String run = runs.start(Map.of());
        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_noticeRefused");
        assertThat(runs.client().variable(run, "refusalReasons").asText()).contains("old-run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ops", "admin"})
    void nobody_approves_who_started_or_is_no_approver(String user) throws Exception {
        String run = runs.start(Map.of());
        HttpResponse<String> answer =
                runs.client().tryComplete(user, run, "userTask_approveNotice", Map.of("noticeApproved", true));
        assertThat(answer.statusCode()).isEqualTo(403);
        runs.client()
                .complete(
                        "approver",
                        run,
                        "userTask_approveNotice",
                        Map.of("noticeApproved", false, "approvalComment", "a test"));
        assertThat(runs.client().awaitEnd(run)).isEqualTo("endEvent_noticeRejected");
        assertThat(subjects("anna@example.org")).isEmpty();
    }

    @Test
    void a_script_needs_to_say_only_what_has_no_default() {
        String run = runs.client()
                .start(
                        "ops",
                        "maintenance-notice",
                        Map.of(
                                "cellName", "lab",
                                "reason", "a test",
                                "windowStart",
                                        NoticeRuns.inTwoHours().plusDays(8).toString(),
                                "windowLength", "PT1H",
                                "recipients", "anna@example.org",
                                "statusCode", 503));
        runs.client().awaitTask(run, "userTask_approveNotice");
        assertThat(runs.client().variable(run, "planWay").asText()).contains("503");
        assertThat(runs.client().variable(run, "remindersText").asText()).isEqualTo("7 days, 1 day, 1 hour before");
        runs.client()
                .complete(
                        "approver",
                        run,
                        "userTask_approveNotice",
                        Map.of("noticeApproved", false, "approvalComment", "a test"));
        runs.client().awaitEnd(run);
    }

    @Test
    void the_called_parts_cannot_be_started_by_people() {
        for (String part : List.of("raise-notice", "lower-notice", "announce-notice")) {
            assertThat(runs.client()
                            .post("ops", "/process-definition/key/" + part + "/start", Map.of())
                            .statusCode())
                    .as(part)
                    .isEqualTo(403);
        }
    }

    private void raise(String run) {
        runs.raise(run, bean(RuntimeService.class), bean(ManagementService.class));
    }

    /** Lets the reminder of this run come due, which waits in a scope of its own. */
    private static void remind(String run) {
        runs.client().awaitTask(run, "userTask_decideOnWindow");
        runs.fire(run, "event_reminderDue", bean(RuntimeService.class), bean(ManagementService.class));
        lab.lab().mail().await(4, Duration.ofSeconds(60));
        LabWait.until(
                "reminder over",
                Duration.ofSeconds(60),
                () -> !bean(RuntimeService.class).getActiveActivityIds(run).contains("callActivity_announceReminder"),
                () -> "active");
    }

    private static void finish(String run) {
        runs.client().complete("ops", run, "userTask_confirmWorkFinished", Map.of("workFinished", true));
    }

    private static void withdraw(String run) {
        runs.client()
                .complete(
                        "ops",
                        run,
                        "userTask_decideOnWindow",
                        Map.of("windowDecision", "withdraw", "windowReason", "a test"));
        runs.client().awaitEnd(run);
    }

    private static <T> T bean(Class<T> type) {
        return lab.bean(type);
    }

    private static Map<String, Integer> statuses(LabUser user) {
        Map<String, Integer> statuses = new TreeMap<>();
        everyDoor((server, scheme) -> PATHS.forEach(path -> statuses.put(
                server + " " + scheme + " " + path,
                user.get(server, scheme, path).status())));
        return statuses;
    }

    private static void everyDoor(BiConsumer<String, String> look) {
        for (String server : LabUser.webServers()) {
            look.accept(server, "http");
            look.accept(server, "https");
        }
    }

    private static List<String> subjects(String recipient) throws Exception {
        List<String> subjects = new ArrayList<>();
        for (MimeMessage message : lab.lab().mail().messagesTo(recipient)) {
            subjects.add(message.getSubject());
        }
        return subjects;
    }

    /** The first calendar entry among the parts of a message. */
    private static String calendar(Object content) throws Exception {
        if (content instanceof MimeMultipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart part = parts.getBodyPart(i);
                String found = part.isMimeType("text/calendar")
                        ? new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        : calendar(part.isMimeType("multipart/*") ? part.getContent() : "");
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }
}
