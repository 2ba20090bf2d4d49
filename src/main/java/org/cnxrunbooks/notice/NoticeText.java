package org.cnxrunbooks.notice;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cnxrunbooks.announce.CalendarEntry;
import org.cnxrunbooks.announce.HtmlText;
import org.cnxrunbooks.announce.Mail;
import org.jspecify.annotations.Nullable;

/**
 * One message of a notice before it becomes mail.
 *
 * @param subject one line
 * @param headline what is new, in one sentence
 * @param opening paragraphs below it, each one line
 * @param facts what to note down, in order, e.g. {@code From} and a time
 * @param reason what a person wrote for the users; empty where it is not repeated
 * @param closing paragraphs at the end, each one line
 * @param runId by which administrators find the run
 * @param banner the same for the banner of Connections, one line of plain text; empty where users are not told
 */
record NoticeText(
        String subject,
        String headline,
        List<String> opening,
        Map<String, String> facts,
        UsersWords reason,
        List<String> closing,
        String runId,
        String banner) {

    private static final String PARAGRAPH = "margin:0 0 12px";
    private static final String REASON = "What is happening";

    /** The message under that id, with the window for calendars or without. */
    Mail mail(String id, @Nullable CalendarEntry entry) {
        return new Mail(id, subject, text(), html(), entry);
    }

    private String text() {
        StringBuilder text = new StringBuilder(headline).append("\n\n");
        opening.forEach(paragraph -> text.append(paragraph).append("\n\n"));
        int wide = facts.keySet().stream().mapToInt(String::length).max().orElse(0) + 2;
        facts.forEach((name, value) -> text.append("  ")
                .append(name)
                .append(" ".repeat(wide - name.length()))
                .append(value)
                .append('\n'));
        text.append(facts.isEmpty() ? "" : "\n");
        if (!reason.paragraphs().isEmpty()) {
            text.append(REASON).append(":\n\n");
            reason.paragraphs()
                    .forEach(lines ->
                            text.append("  ").append(String.join("\n  ", lines)).append("\n\n"));
        }
        closing.forEach(paragraph -> text.append(paragraph).append("\n\n"));
        return text.append("-- \nNotice ").append(runId).append('\n').toString();
    }

    /** Tables and inline styles, as Outlook and Notes know nothing else. */
    private String html() {
        String rows = facts.entrySet().stream()
                .map(fact ->
                        """
                        <tr><td style="padding:4px 20px 4px 0;color:#52606f;white-space:nowrap;vertical-align:top">%s</td>\
                        <td style="padding:4px 0;font-weight:600">%s</td></tr>
                        """
                                .formatted(HtmlText.escape(fact.getKey()), HtmlText.escape(fact.getValue())))
                .collect(Collectors.joining());
        String table = rows.isEmpty()
                ? ""
                : """
                <table role="presentation" cellpadding="0" cellspacing="0" style="margin:4px 0 18px;padding:12px 16px;\
                background:#f3f6fb;border-left:4px solid #1f5fbf;font-size:15px">
                %s</table>
                """
                        .formatted(rows);
        String why = reason.paragraphs().isEmpty()
                ? ""
                : "<h2 style=\"margin:0 0 6px;font-size:16px\">" + REASON + "</h2>\n" + reason.html(PARAGRAPH) + "\n";
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>%s</title></head>
                <body style="margin:0;padding:24px 16px;background:#ffffff;color:#14202e;\
                font:16px/1.5 Segoe UI,Helvetica,Arial,sans-serif">
                <div style="max-width:600px">
                <h1 style="margin:0 0 12px;font-size:22px;line-height:1.3">%s</h1>
                %s%s%s%s<p style="margin:20px 0 0;padding-top:10px;border-top:1px solid #d8e0ea;color:#52606f;font-size:13px">Notice %s</p>
                </div>
                </body></html>
                """
                .formatted(
                        HtmlText.escape(subject),
                        HtmlText.escape(headline),
                        paragraphs(opening),
                        table,
                        why,
                        paragraphs(closing),
                        HtmlText.escape(runId));
    }

    private static String paragraphs(List<String> texts) {
        return texts.stream()
                .map(text -> "<p style=\"" + PARAGRAPH + "\">" + HtmlText.escape(text) + "</p>\n")
                .collect(Collectors.joining());
    }
}
