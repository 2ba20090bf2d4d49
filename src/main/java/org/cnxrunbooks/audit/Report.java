package org.cnxrunbooks.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.cnxrunbooks.evidence.Chain;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Entry;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.evidence.RunSummary;
import org.jspecify.annotations.Nullable;

/** A run to be read and printed: one HTML page without scripts that needs no other file. Times are UTC. */
final class Report {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final StringBuilder page = new StringBuilder();

    private Report() {}

    /** @param made when it is made */
    static String of(RunSummary run, List<Entry> chain, RunHistory history, List<Picture> pictures, Instant made) {
        Report report = new Report();
        report.head(run);
        report.summary(run, chain, made);
        report.pictures(pictures);
        Map<String, String> names = history.activities().stream()
                .collect(Collectors.toMap(RunHistory.Activity::step, RunHistory.Activity::name, (one, other) -> one));
        report.decisions(chain, names);
        report.steps(chain, names);
        report.page.append("</main></body></html>\n");
        return report.page.toString();
    }

    private void head(RunSummary run) {
        page.append("<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'><title>")
                .append(Html.escape(run.runId()))
                .append("</title><style>")
                .append(style())
                .append("</style></head><body><main>\n");
    }

    private void summary(RunSummary run, List<Entry> chain, Instant made) {
        Instant ended = run.ended();
        String outcome = run.outcome();
        page.append("<h1>").append(Html.escape(run.runId())).append("</h1>\n<table class='facts'>");
        fact("Runbook", run.process());
        fact("Cell", run.cell());
        fact("Change", run.changeReference());
        fact("Reason", run.reason());
        fact("Requested by", run.starter());
        fact("People", String.join(", ", run.people()));
        fact("Began", time(run.started()));
        fact("Ended", ended == null ? "still running" : time(ended) + " (" + took(run.started(), ended) + ")");
        fact("Outcome", outcome == null ? "" : words(outcome));
        fact(
                "Marks",
                "%d decisions, %d refusals, %d failures, %d left out"
                        .formatted(run.decided(), run.refused(), run.failed(), run.skipped()));
        fact(
                "Evidence",
                chain.size() + " entries, "
                        + Chain.verify(chain)
                                .map(Chain.Break::message)
                                .orElse("chain intact, last hash "
                                        + (chain.isEmpty()
                                                ? Chain.ORIGIN
                                                : chain.get(chain.size() - 1).hash())));
        fact("This report", "made " + time(made));
        page.append("</table>\n");
    }

    private void fact(String name, String value) {
        if (!value.isEmpty()) {
            page.append("<tr><th scope='row'>%s</th><td>%s</td></tr>".formatted(name, Html.escape(value)));
        }
    }

    private void pictures(List<Picture> pictures) {
        if (!pictures.isEmpty()) {
            page.append("<h2>Path taken</h2>\n");
        }
        pictures.forEach(picture -> page.append("<figure><figcaption>%s <small>%s, version %d</small></figcaption>"
                        .formatted(Html.escape(picture.name()), Html.escape(picture.process()), picture.version()))
                .append(picture.svg())
                .append("</figure>\n"));
    }

    private void decisions(List<Entry> chain, Map<String, String> names) {
        page.append("<h2>Decisions of people</h2>\n<table><thead><tr><th>When</th><th>Who</th><th>What was asked</th>"
                + "<th>Answer</th><th>Plan that was seen</th></tr></thead><tbody>\n");
        chain.stream()
                .map(Entry::draft)
                .filter(draft -> draft.outcome() == Outcome.DECIDED)
                .forEach(draft -> row(
                        time(draft.ended()),
                        draft.actor(),
                        names.getOrDefault(draft.step(), words(draft.step())),
                        draft.message(),
                        draft.digests().get("plan")));
        page.append("</tbody></table>\n");
    }

    private void steps(List<Entry> chain, Map<String, String> names) {
        page.append(
                "<h2>Evidence</h2>\n<table class='steps'><thead><tr><th>#</th><th>Began</th><th>Took</th><th>Step</th>"
                        + "<th>Host</th><th>By</th><th>Outcome</th><th>What</th></tr></thead><tbody>\n");
        chain.forEach(entry -> {
            Draft draft = entry.draft();
            String command = draft.command();
            Integer exit = draft.exitCode();
            row(
                    Long.toString(entry.sequence()),
                    time(draft.started()),
                    took(draft.started(), draft.ended()),
                    names.getOrDefault(draft.step(), words(draft.step())),
                    draft.host(),
                    draft.actor(),
                    draft.outcome().name().toLowerCase(Locale.ROOT) + (exit == null ? "" : ", exit " + exit),
                    command == null ? draft.message() : (command + "\n" + draft.message()).strip());
        });
        page.append("</tbody></table>\n");
    }

    private void row(@Nullable String... cells) {
        page.append("<tr>");
        for (String cell : cells) {
            page.append("<td>").append(cell == null ? "" : Html.escape(cell)).append("</td>");
        }
        page.append("</tr>\n");
    }

    /** {@code endEvent_backupVerified} as a person reads it. */
    static String words(String id) {
        String name = id.substring(id.indexOf('_') + 1)
                .replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT);
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static String took(Instant from, Instant to) {
        long seconds = Duration.between(from, to).toSeconds();
        return seconds < 60
                ? seconds + " s"
                : seconds < 3600
                        ? "%d min %d s".formatted(seconds / 60, seconds % 60)
                        : "%d h %d min".formatted(seconds / 3600, seconds % 3600 / 60);
    }

    private static String style() {
        try (InputStream file = Report.class.getResourceAsStream("report.css")) {
            return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
