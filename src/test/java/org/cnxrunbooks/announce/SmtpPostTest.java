package org.cnxrunbooks.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.announce.AnnounceFailure.Kind;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.cell.SecretUnreadable;
import org.cnxrunbooks.lab.LabMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Against a real SMTP server, and against one that refuses. */
class SmtpPostTest {

    private static final Instant NOW = Instant.parse("2026-03-07T09:15:30Z");
    private static final Audience AUDIENCE =
            new Audience("connections@example.org", List.of(), Map.of(), ZoneId.of("Europe/Berlin"));
    private static final CalendarEntry ENTRY = new CalendarEntry(
            "run@connections-runbooks",
            2,
            false,
            "Connections maintenance",
            "Grüße, alle; \"neu\"\nzweite Zeile " + "lang ".repeat(30),
            Instant.parse("2026-03-29T00:30:00Z"),
            Instant.parse("2026-03-29T04:00:00Z"));

    private LabMail server;
    private SmtpPost post;

    @BeforeEach
    void start_a_mail_server() {
        server = LabMail.start();
        post = post(server.address().getPort());
    }

    @AfterEach
    void stop_it() {
        server.close();
    }

    @Test
    void a_message_arrives_with_its_headers_and_both_texts() throws Exception {
        post.send(mail(null), "anna@example.org");
        MimeMessage message = only();
        assertThat(message.getHeader("From")).containsExactly("connections@example.org");
        assertThat(message.getHeader("To")).containsExactly("anna@example.org");
        assertThat(message.getSubject()).isEqualTo("Wartung: Samstag – grün");
        assertThat(message.getSentDate()).isEqualTo(Date.from(NOW));
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getHeader("Message-ID")[0]).matches("<run\\.window\\.0\\.[0-9a-f]{24}@example\\.org>");
        assertThat(message.getContentType()).startsWith("multipart/alternative");
        assertThat(types((Multipart) message.getContent())).containsExactly("text/plain", "text/html");
        assertThat(part(message, 0).getContent()).isEqualTo("Grüße an alle\r\n");
        assertThat(new ContentType(part(message, 1).getContentType()).getParameter("charset"))
                .isEqualToIgnoringCase("UTF-8");
        assertThat(part(message, 1).getContent()).isEqualTo("<p>Grüße an alle</p>");
    }

    @Test
    void a_calendar_entry_comes_as_invitation_and_as_file() throws Exception {
        post.send(mail(ENTRY), "anna@example.org");
        Multipart mixed = (Multipart) only().getContent();
        assertThat(types(mixed)).containsExactly("multipart/alternative", "application/ics");
        Multipart alternative = (Multipart) mixed.getBodyPart(0).getContent();
        assertThat(types(alternative)).containsExactly("text/plain", "text/html", "text/calendar");
        ContentType type = new ContentType(alternative.getBodyPart(2).getContentType());
        assertThat(type.getParameter("method")).isEqualTo("REQUEST");
        assertThat(type.getParameter("charset")).isEqualTo("UTF-8");
        assertThat(mixed.getBodyPart(1).getFileName()).isEqualTo("maintenance.ics");
        assertThat(mixed.getBodyPart(1).getDisposition()).isEqualTo(Part.ATTACHMENT);
        assertThat(bytes(mixed.getBodyPart(1))).isEqualTo(bytes(alternative.getBodyPart(2)));
    }

    @Test
    void the_entry_read_back_is_the_window_for_this_recipient() throws Exception {
        post.send(mail(ENTRY), "anna@example.org");
        String text = calendarText(only());
        assertThat(text)
                .contains("DTSTART:20260329T003000Z\r\n", "DTEND:20260329T040000Z\r\n", "DTSTAMP:20260307T091530Z\r\n");
        assertThat(text.lines()).allMatch(line -> line.length() <= 75);
        ICalendar calendar = Biweekly.parse(text).first();
        assertThat(calendar.getMethod().isRequest()).isTrue();
        VEvent event = calendar.getEvents().get(0);
        assertThat(event.getUid().getValue()).isEqualTo("run@connections-runbooks");
        assertThat(event.getSequence().getValue()).isEqualTo(2);
        assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(ENTRY.start());
        assertThat(event.getDateEnd().getValue().toInstant()).isEqualTo(ENTRY.end());
        assertThat(event.getDateTimeStamp().getValue().toInstant()).isEqualTo(NOW);
        assertThat(event.getSummary().getValue()).isEqualTo(ENTRY.summary());
        assertThat(event.getDescription().getValue()).isEqualTo(ENTRY.description());
        assertThat(event.getStatus().isConfirmed()).isTrue();
        assertThat(event.getOrganizer().getEmail()).isEqualTo("connections@example.org");
        assertThat(event.getAttendees()).singleElement().satisfies(attendee -> {
            assertThat(attendee.getEmail()).isEqualTo("anna@example.org");
            assertThat(attendee.getRsvp()).isFalse();
        });
        assertThat(calendar.validate(ICalVersion.V2_0).isEmpty()).isTrue();
    }

    @Test
    void a_cancelled_entry_takes_the_window_out() throws Exception {
        CalendarEntry gone =
                new CalendarEntry(ENTRY.uid(), 3, true, "Withdrawn", ENTRY.description(), ENTRY.start(), ENTRY.end());
        post.send(mail(gone), "anna@example.org");
        Multipart alternative =
                (Multipart) ((Multipart) only().getContent()).getBodyPart(0).getContent();
        assertThat(new ContentType(alternative.getBodyPart(2).getContentType()).getParameter("method"))
                .isEqualTo("CANCEL");
        ICalendar calendar = Biweekly.parse(calendarText(only())).first();
        assertThat(calendar.getMethod().isCancel()).isTrue();
        assertThat(calendar.getEvents().get(0).getStatus().isCancelled()).isTrue();
        assertThat(calendar.getEvents().get(0).getSequence().getValue()).isEqualTo(3);
    }

    @Test
    void the_same_message_has_the_same_id_and_another_recipient_another() throws Exception {
        post.send(mail(null), "anna@example.org");
        post.send(mail(null), "anna@example.org");
        post.send(mail(null), "bert@example.org");
        List<String> ids = server.messages().stream().map(SmtpPostTest::id).toList();
        assertThat(ids).hasSize(3);
        assertThat(ids.get(1)).isEqualTo(ids.get(0));
        assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
    }

    @Test
    void nobody_sees_who_else_got_it() throws Exception {
        post.send(mail(ENTRY), "anna@example.org");
        post.send(mail(ENTRY), "bert@example.org");
        MimeMessage anna = server.messagesTo("anna@example.org").get(0);
        assertThat(anna.getAllRecipients()).hasSize(1);
        assertThat(calendarText(anna)).doesNotContain("bert");
    }

    @Test
    void a_stopped_server_is_told_and_a_started_one_gets_the_message() {
        server.down();
        AnnounceFailure failure = failure(post, "anna@example.org");
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure)
                .hasMessageStartingWith("mail server not reachable: SMTP server 127.0.0.1:"
                        + server.address().getPort() + ", message run.window.0 to anna@example.org (observed ")
                .hasMessageContaining("\nHINT: Check spring.mail.host");
        server.up();
        post.send(mail(null), "anna@example.org");
        assertThat(server.messages()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RCPT | 550 5.1.1 no such user | RECIPIENT_REFUSED | recipient anna@example.org refused: | 550 5.1.1 no such user",
                "RCPT | 450 4.2.0 greylisted | NOT_NOW | recipient anna@example.org not accepted now: | 450 4.2.0 greylisted",
                "MAIL | 553 5.7.1 not you | REFUSED | sender connections@example.org refused: | 553 5.7.1 not you",
                "TEXT | 554 5.7.1 looks like spam | REFUSED | message refused: | 554 5.7.1 looks like spam",
                "TEXT | 452 4.3.1 disk full | NOT_NOW | message not accepted now: | 452 4.3.1 disk full",
                "CONNECT | 421 too busy | UNREACHABLE | mail server not reachable: | 421"
            })
    void what_a_server_refuses_is_told_with_its_words(
            String verb, String reply, Kind kind, String begin, String observed) throws Exception {
        try (ScriptedSmtp moody = new ScriptedSmtp(Map.of(verb, reply))) {
            AnnounceFailure failure = failure(post(moody.port()), "anna@example.org");
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure)
                    .hasMessageStartingWith(begin)
                    .hasMessageContaining(observed)
                    .hasMessageContaining("HINT: ");
        }
    }

    @Test
    void a_refused_log_in_is_told_without_the_password_or_what_the_server_says() throws Exception {
        try (ScriptedSmtp moody =
                new ScriptedSmtp(Map.of("AUTH", "535 5.7.8 wrong: user connections, password hunter2"))) {
            JavaMailSenderImpl sender = sender(moody.port());
            sender.setUsername("connections");
            sender.setPassword("hunter2");
            sender.getJavaMailProperties().setProperty("mail.smtp.auth", "true");
            AnnounceFailure failure =
                    failure(new SmtpPost(sender, AUDIENCE, Clock.fixed(NOW, ZoneOffset.UTC)), "anna@example.org");
            assertThat(moody.heard()).anyMatch(line -> line.startsWith("AUTH "));
            assertThat(failure.kind()).isEqualTo(Kind.LOGIN_REFUSED);
            assertThat(failure).hasMessageContaining("observed 535 5.7.8, expected user and password");
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).doesNotContain("hunter2");
        }
    }

    @Test
    void a_password_from_a_file_is_read_for_each_message_and_a_missing_one_is_told() throws Exception {
        try (ScriptedSmtp strict = new ScriptedSmtp(Map.of("AUTH", "535 5.7.8 no"))) {
            JavaMailSenderImpl sender = sender(strict.port());
            sender.setUsername("connections");
            sender.getJavaMailProperties().setProperty("mail.smtp.auth", "true");
            sender.getJavaMailProperties().setProperty("mail.smtp.auth.mechanisms", "PLAIN");
            Deque<String> file = new ArrayDeque<>(List.of("first", "second"));
            Secret password = Secret.readFrom(() -> {
                if (file.isEmpty()) {
                    throw new SecretUnreadable("secret not read: there (observed nothing, expected it)", null);
                }
                return file.remove();
            });
            SmtpPost changing =
                    new SmtpPost(new LoginForEach(sender, password), AUDIENCE, Clock.fixed(NOW, ZoneOffset.UTC));
            assertThat(failure(changing, "anna@example.org").kind()).isEqualTo(Kind.LOGIN_REFUSED);
            assertThat(failure(changing, "anna@example.org").kind()).isEqualTo(Kind.LOGIN_REFUSED);
            assertThat(strict.heard()).contains(plain("first"), plain("second"));
            AnnounceFailure missing = failure(changing, "anna@example.org");
            assertThat(missing.kind()).isEqualTo(Kind.NOT_CONFIGURED);
            assertThat(missing)
                    .hasMessage("message run.window.0 to anna@example.org not sent to SMTP server 127.0.0.1:"
                            + strict.port() + ": secret not read: there (observed nothing, expected it)");
        }
    }

    private static String plain(String password) {
        byte[] login = ("connections\0connections\0" + password).getBytes(StandardCharsets.US_ASCII);
        return "AUTH PLAIN " + Base64.getEncoder().encodeToString(login);
    }

    @Test
    void a_server_that_says_nothing_is_given_up() throws Exception {
        try (ScriptedSmtp silent = new ScriptedSmtp(Map.of("MAIL", ""))) {
            SmtpPost impatient = new SmtpPost(
                    sender(silent.port()), AUDIENCE, Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofMillis(300));
            assertThat(failure(impatient, "anna@example.org").kind()).isEqualTo(Kind.UNREACHABLE);
        }
    }

    @Test
    void limits_are_set_unless_the_configuration_sets_them() {
        JavaMailSenderImpl sender = sender(25);
        sender.getJavaMailProperties().setProperty("mail.smtp.timeout", "5000");
        new SmtpPost(sender, AUDIENCE, Clock.systemUTC());
        assertThat(sender.getJavaMailProperties())
                .containsEntry("mail.smtp.connectiontimeout", "15000")
                .containsEntry("mail.smtp.writetimeout", "15000")
                .containsEntry("mail.smtp.timeout", "5000");
    }

    @Test
    void without_a_server_or_a_sender_every_message_fails_and_says_which_key() {
        Clock clock = Clock.systemUTC();
        SmtpPost nowhere = new SmtpPost(null, AUDIENCE, clock);
        SmtpPost nobody = new SmtpPost(sender(25), new Audience("", List.of(), Map.of(), ZoneOffset.UTC), clock);
        assertThat(post.configured()).isTrue();
        assertThat(nowhere.configured()).isFalse();
        assertThat(nobody.configured()).isFalse();
        assertThat(failure(nowhere, "anna@example.org"))
                .hasMessageStartingWith("mail not configured: spring.mail.host");
        assertThat(failure(nobody, "anna@example.org"))
                .hasMessageStartingWith("mail not configured: runbooks.announce.from");
        assertThat(failure(nobody, "anna@example.org").kind()).isEqualTo(Kind.NOT_CONFIGURED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna", "a@b, c@d", "a@example.org\r\nBcc: all@example.org", "<a@example.org>"})
    void what_is_no_single_address_is_never_handed_to_a_server(String recipient) {
        assertThat(failure(post, recipient).kind()).isEqualTo(Kind.RECIPIENT_REFUSED);
        assertThat(server.messages()).isEmpty();
    }

    private static Mail mail(CalendarEntry entry) {
        return new Mail("run.window.0", "Wartung: Samstag – grün", "Grüße an alle\n", "<p>Grüße an alle</p>", entry);
    }

    private static SmtpPost post(int port) {
        return new SmtpPost(sender(port), AUDIENCE, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static JavaMailSenderImpl sender(int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        return sender;
    }

    private static AnnounceFailure failure(SmtpPost post, String recipient) {
        return catchThrowableOfType(AnnounceFailure.class, () -> post.send(mail(null), recipient));
    }

    private MimeMessage only() {
        assertThat(server.messages()).hasSize(1);
        return server.messages().get(0);
    }

    private static String id(MimeMessage message) {
        try {
            return message.getMessageID();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BodyPart part(MimeMessage message, int index) throws Exception {
        return ((Multipart) message.getContent()).getBodyPart(index);
    }

    private static List<String> types(Multipart parts) throws Exception {
        List<String> types = new ArrayList<>();
        for (int i = 0; i < parts.getCount(); i++) {
            types.add(new ContentType(parts.getBodyPart(i).getContentType()).getBaseType());
        }
        return types;
    }

    private static String calendarText(MimeMessage message) throws Exception {
        Multipart mixed = (Multipart) message.getContent();
        Multipart alternative = (Multipart) mixed.getBodyPart(0).getContent();
        return new String(bytes(alternative.getBodyPart(2)), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Part part) throws Exception {
        return part.getInputStream().readAllBytes();
    }
}
