package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cnxrunbooks.announce.Audience;
import org.cnxrunbooks.announce.MailPassword;
import org.cnxrunbooks.announce.SmtpPost;
import org.cnxrunbooks.cell.Cells;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.evidence.store.JdbcEvidence;
import org.cnxrunbooks.guard.StartRights;
import org.cnxrunbooks.lab.LabMail;
import org.cnxrunbooks.vault.Encryption;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Against a real SMTP server. */
class HeadMailTest {

    private static final String RUN = "backup-lab-20260314-210000";
    private static final Duration BOUND = Duration.ofMinutes(1);

    private HikariDataSource pool;
    private JdbcEvidence evidence;
    private LabMail server;

    @BeforeEach
    void makeARun() {
        server = LabMail.start();
        pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(pool).load().migrate();
        evidence = new JdbcEvidence(pool);
        Instant now = Instant.parse("2026-03-14T21:00:00Z");
        for (String message : List.of("run started", "run ended: endEvent_backupVerified")) {
            evidence.append(new Draft(
                    RUN, "backup", null, null, now, now, 1, Outcome.DONE, "ops", null, null, Map.of(), message));
        }
    }

    @AfterEach
    void close() {
        evidence.close();
        pool.close();
        server.close();
    }

    @Test
    void whoever_is_named_gets_the_last_hash_of_an_ended_run() throws Exception {
        mail(List.of("audit@example.org", "witness@example.com"));

        List<MimeMessage> messages = server.await(2, BOUND);
        String hash = evidence.entries(RUN).get(1).hash();
        for (String recipient : List.of("audit@example.org", "witness@example.com")) {
            assertThat(server.messagesTo(recipient)).hasSize(1);
        }
        assertThat(messages.get(0).getSubject()).contains(RUN, hash.substring(0, 16));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        messages.get(0).writeTo(whole);
        assertThat(whole.toString(StandardCharsets.UTF_8).replace("=\r\n", ""))
                .contains(hash, "endEvent_backupVerified");
    }

    @Test
    void nobody_named_means_no_mail_and_a_server_that_is_down_harms_nothing() throws Exception {
        mail(List.of());
        server.down();
        mail(List.of("audit@example.org"));
        server.up();
        mail(List.of("witness@example.com"));

        server.await(1, BOUND);
        assertThat(server.messagesTo("audit@example.org")).isEmpty();
        assertThat(server.messages()).hasSize(1);
    }

    /** Returns when what is to be mailed has been. */
    private void mail(List<String> recipients) throws InterruptedException {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(server.address().getPort());
        Audience audience = new Audience("connections@example.org", List.of(), Map.of(), ZoneOffset.UTC);
        HeadMail mail = new HeadMail(
                new Installation(
                        new Cells(List.of()),
                        Path.of("vault"),
                        Encryption.ELSEWHERE,
                        audience,
                        new MailPassword(Optional.empty()),
                        Path.of("evidence-key.pem"),
                        recipients,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        StartRights.OF_OPERATORS),
                new SmtpPost(sender, audience, Clock.systemUTC()),
                evidence);
        mail.ended(RUN);
        mail.destroy();
    }
}
