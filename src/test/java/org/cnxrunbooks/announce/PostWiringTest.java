package org.cnxrunbooks.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cnxrunbooks.announce.AnnounceFailure.Kind;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.lab.LabMail;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.mail.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PostWiringTest {

    private static final Audience AUDIENCE =
            new Audience("connections@example.org", List.of(), Map.of(), ZoneOffset.UTC);
    private static final Mail MAIL = new Mail("run.window.0", "Subject", "text", "<p>text</p>", null);

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(MailSenderAutoConfiguration.class))
            .withUserConfiguration(PostWiring.class)
            .withBean(Audience.class, () -> AUDIENCE)
            .withBean(MailPassword.class, () -> new MailPassword(Optional.empty()))
            .withBean(Clock.class, Clock::systemUTC);

    @Test
    void without_a_mail_server_the_application_starts_and_sending_fails() {
        application.run(context -> {
            Post post = context.getBean(Post.class);
            assertThat(post.configured()).isFalse();
            AnnounceFailure failure =
                    catchThrowableOfType(AnnounceFailure.class, () -> post.send(MAIL, "anna@example.org"));
            assertThat(failure.kind()).isEqualTo(Kind.NOT_CONFIGURED);
        });
    }

    @Test
    void a_password_from_a_file_takes_the_place_of_springs() throws IOException {
        try (ScriptedSmtp strict = new ScriptedSmtp(Map.of("AUTH", "535 5.7.8 no"))) {
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(MailSenderAutoConfiguration.class))
                    .withUserConfiguration(PostWiring.class)
                    .withBean(Audience.class, () -> AUDIENCE)
                    .withBean(MailPassword.class, () -> new MailPassword(Optional.of(Secret.of("by file"))))
                    .withBean(Clock.class, Clock::systemUTC)
                    .withPropertyValues(
                            "spring.mail.host=127.0.0.1",
                            "spring.mail.port=" + strict.port(),
                            "spring.mail.username=connections",
                            "spring.mail.properties.mail.smtp.auth=true")
                    .run(context -> {
                        Post post = context.getBean(Post.class);
                        AnnounceFailure failure =
                                catchThrowableOfType(AnnounceFailure.class, () -> post.send(MAIL, "anna@example.org"));
                        assertThat(failure.kind()).isEqualTo(Kind.LOGIN_REFUSED);
                    });
            assertThat(strict.heard()).anyMatch(line -> line.startsWith("AUTH "));
        }
    }

    @Test
    void the_standard_keys_lead_to_the_server() {
        try (LabMail server = LabMail.start()) {
            application
                    .withPropertyValues(
                            "spring.mail.host=127.0.0.1",
                            "spring.mail.port=" + server.address().getPort())
                    .run(context -> {
                        Post post = context.getBean(Post.class);
                        assertThat(post.configured()).isTrue();
                        post.send(MAIL, "anna@example.org");
                        assertThat(server.messagesTo("anna@example.org")).hasSize(1);
                    });
        }
    }
}
