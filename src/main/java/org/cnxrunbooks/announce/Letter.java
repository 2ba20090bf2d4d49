package org.cnxrunbooks.announce;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import org.cnxrunbooks.evidence.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A message for one recipient in the shape that Outlook, Notes and Gmail take for an invitation or its change:
 *
 * <pre>
 * multipart/mixed
 *   multipart/alternative
 *     text/plain
 *     text/html
 *     text/calendar; method=REQUEST
 *   application/ics; name=maintenance.ics (attachment)
 * </pre>
 *
 * <p>Sources: RFC 6047, sections 2.4 and 2.6 (the part's type, its method is that of the calendar); MS-OXCMAIL, section
 * 2.1.3.3.8.2 (plain, HTML, calendar, in this order); MS-STANOICAL, section 2.2.168 (Outlook looks for the invitation in
 * the first part of a multipart/mixed only and takes a calendar elsewhere for an attached file). The attached file is for
 * clients that show the alternative parts as text only.
 */
record Letter(Mail mail, String from, String recipient, Instant date) {

    private static final String FILE = "maintenance.ics";
    private static final int DIGEST_LENGTH = 24;

    void writeTo(MimeMessage message) throws MessagingException {
        message.setFrom(new InternetAddress(from, true));
        message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(recipient, true));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(date));
        message.setHeader("Message-ID", messageId());
        // RFC 3834: no vacation message answers; Exchange wants to be told in its own way (MS-OXCMAIL)
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "OOF, AutoReply");
        Invitation invitation = invitation();
        MimeMultipart alternative = new MimeMultipart("alternative");
        alternative.addBodyPart(text("plain", mail.text()));
        alternative.addBodyPart(text("html", mail.html()));
        if (invitation == null) {
            message.setContent(alternative);
        } else {
            byte[] calendar = invitation.bytes();
            alternative.addBodyPart(file("text/calendar; charset=UTF-8; method=" + invitation.method(), calendar));
            MimeBodyPart first = new MimeBodyPart();
            first.setContent(alternative);
            MimeBodyPart attached = file("application/ics; name=\"" + FILE + "\"", calendar);
            attached.setFileName(FILE);
            attached.setDisposition(Part.ATTACHMENT);
            message.setContent(new MimeMultipart("mixed", first, attached));
        }
    }

    /** The same for the same message and recipient, however often it is sent. */
    String messageId() {
        String readable = mail.id().replaceAll("[^A-Za-z0-9-]+", ".").replaceAll("^\\.|\\.$", "");
        String digest = Sha256.of(
                        (mail.id() + "\n" + recipient.toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8))
                .substring(0, DIGEST_LENGTH);
        return "<" + readable + "." + digest + from.substring(from.indexOf('@')) + ">";
    }

    private @Nullable Invitation invitation() {
        CalendarEntry entry = mail.calendar();
        return entry == null ? null : new Invitation(entry, from, recipient, date);
    }

    private static MimeBodyPart text(String kind, String text) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, StandardCharsets.UTF_8.name(), kind);
        return part;
    }

    /** In base64, so that no server on the way touches line ends. */
    private static MimeBodyPart file(String type, byte[] bytes) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, type)));
        part.setHeader("Content-Type", type);
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }
}
