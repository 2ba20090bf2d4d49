package org.cnxrunbooks.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.cnxrunbooks.announce.AnnounceFailure;
import org.cnxrunbooks.announce.Audience;
import org.cnxrunbooks.announce.Banners;
import org.cnxrunbooks.announce.CalendarEntry;
import org.cnxrunbooks.announce.Mail;
import org.cnxrunbooks.announce.Post;
import org.cnxrunbooks.announce.Recipients;
import org.cnxrunbooks.cell.BannerAccess;
import org.cnxrunbooks.cell.Cells;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole product, told of the lab by its settings alone, reaches the lab's users. */
@ExtendWith(LabExtension.class)
class LabAnnounceIT {

    private static final Duration BOUND = Duration.ofSeconds(30);

    @TempDir
    static Path data;

    static ConfigurableApplicationContext application;

    private final Lab lab;
    private final Post post = application.getBean(Post.class);

    LabAnnounceIT(Lab lab) {
        this.lab = lab;
    }

    @BeforeAll
    static void start(Lab lab) {
        application = LabApplication.application(lab)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=jdbc:h2:file:" + data.resolve("runbooks") + ";DB_CLOSE_ON_EXIT=FALSE",
                        "--runbooks.vault=" + data.resolve("vault"),
                        "--runbooks.encryption.run-keys=" + data.resolve("run-keys"),
                        "--runbooks.evidence.signing-key=" + data.resolve("evidence-key.pem"));
    }

    @AfterAll
    static void end() {
        if (application != null) {
            application.close();
        }
    }

    @Test
    void every_user_of_the_list_gets_the_mail() throws Exception {
        Audience audience = application.getBean(Audience.class);
        assertThat(post.configured()).isTrue();
        assertThat(audience.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(audience.operators()).isNotEmpty();
        Recipients.parse("all-users", audience).addresses().forEach(recipient -> post.send(mail("all"), recipient));
        assertThat(lab.mail().messages()).hasSize(3);
        Path caught = lab.directory().resolve("mail/anna@lab.example/0001.eml");
        LabWait.until("a file for people", BOUND, () -> Files.exists(caught), () -> "no " + caught);
        assertThat(lab.mail().messagesTo("anna@lab.example").get(0).getSubject())
                .isEqualTo("Subject of all");
    }

    @Test
    void a_mail_server_that_is_down_is_told_and_keeps_what_it_has() {
        post.send(mail("before"), "anna@lab.example");
        lab.fault("smtp-down", true);
        LabWait.until("a refused connection", BOUND, this::refused, () -> "mail is still taken");
        assertThatThrownBy(() -> post.send(mail("meanwhile"), "bert@lab.example"))
                .isInstanceOf(AnnounceFailure.class)
                .hasMessageContaining("mail server not reachable");
        lab.fault("smtp-down", false);
        LabWait.until("an answering server", BOUND, () -> !refused(), () -> "connections are still refused");
        assertThat(lab.mail().messagesTo("anna@lab.example")).hasSize(1);
        assertThat(lab.mail().messagesTo("bert@lab.example")).isEmpty();
    }

    @Test
    void the_banner_comes_and_goes() {
        Banners banners = application.getBean(Banners.class);
        BannerAccess access = application
                .getBean(Cells.class)
                .find(LabSettings.CELL)
                .orElseThrow()
                .findBanner()
                .orElseThrow();
        banners.show(access, "Down & back");
        assertThat(lab.banner().message()).isEqualTo("Down &amp; back");
        assertThat(lab.banner().open()).isTrue();
        banners.clear(access, "Down & back");
        assertThat(lab.banner().open()).isFalse();
    }

    private boolean refused() {
        try {
            post.send(mail("probe"), "probe@lab.example");
            return false;
        } catch (AnnounceFailure e) {
            return e.kind() == AnnounceFailure.Kind.UNREACHABLE;
        }
    }

    private static Mail mail(String id) {
        Instant start = Instant.parse("2026-03-14T20:00:00Z");
        return new Mail(
                id,
                "Subject of " + id,
                "text",
                "<p>text</p>",
                new CalendarEntry(id, 0, false, "Maintenance", "text", start, start.plusSeconds(3600)));
    }
}
