package org.cnxrunbooks.notice;

import static org.cnxrunbooks.notice.NoticeVariables.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cnxrunbooks.announce.Mail;
import org.cnxrunbooks.engine.StepRun;

/** The plan as people see it in forms. */
record PlanView(NoticePlan plan, Mail mail) {

    /** The engine keeps text of this length. */
    private static final int TEXT_LIMIT = 4000;

    void show(StepRun run) {
        run.write(WINDOW_TEXT, plan.window().text());
        run.write(PLAN_WAY, way());
        run.write(PLAN_RECIPIENTS, rows(plan.recipients(), address -> Map.of("address", address)));
        run.write(REMINDERS_TEXT, reminders());
        run.write(BANNER_TEXT, plan.banner() ? "shown in Connections until service is back" : "none");
        run.write(MAIL_SUBJECT, mail.subject());
        run.write(MAIL_TEXT, cut(mail.text()));
        run.write(PLAN_ALLOWED, rows(plan.allowed(), entry -> Map.of("address", entry.address(), "who", entry.who())));
        run.write(PLAN_SERVERS, rows(plan.servers(), PlanView::server));
        run.write(PLAN_DIFFS, diffs());
        run.write(PLAN_DEPARTURES, Departures.of(plan.shutOut()));
        run.write(PLAN_NOTES, rows(plan.notes(), note -> Map.of("note", note)));
    }

    private String way() {
        return plan.shutOut() == ShutOut.STOP
                ? "web servers stopped"
                : "notice page, status " + plan.statusCode() + (plan.statusCode() == 503 ? " with Retry-After" : "");
    }

    private String reminders() {
        return plan.reminders().isEmpty()
                ? "none"
                : plan.reminders().stream()
                        .map(moment -> NoticeWindow.words(Duration.between(
                                Instant.parse(moment), plan.window().start())))
                        .collect(Collectors.joining(", ", "", " before"));
    }

    private static Map<String, String> server(NoticePlan.Server server) {
        return Map.of(
                "webServer", server.name(),
                "host", server.host(),
                "version", server.version().replaceFirst("^Server version: *", ""),
                "doors", server.doors().stream().map(NoticeProof::door).collect(Collectors.joining(", ")),
                "check", server.check());
    }

    private List<Map<String, String>> diffs() {
        List<Map<String, String>> diffs = new ArrayList<>();
        for (NoticePlan.Server server : plan.servers()) {
            server.edits()
                    .forEach(edit ->
                            diffs.add(Map.of("webServer", server.name(), "file", edit.path(), "diff", edit.diff())));
            server.pages()
                    .forEach(page -> diffs.add(Map.of(
                            "webServer",
                            server.name(),
                            "file",
                            page.path(),
                            "diff",
                            page.before().isEmpty()
                                    ? "+ the notice page"
                                    : "! the notice page instead of what is there")));
        }
        return diffs;
    }

    private static <T> List<Map<String, String>> rows(List<T> values, Function<T, Map<String, String>> row) {
        return values.stream().map(row).toList();
    }

    private static String cut(String text) {
        return text.length() <= TEXT_LIMIT ? text : text.substring(0, TEXT_LIMIT - 1) + "…";
    }
}
