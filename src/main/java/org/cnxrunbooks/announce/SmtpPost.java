package org.cnxrunbooks.announce;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mail by SMTP through the server of {@code spring.mail}; without one, every message fails and says so. */
public final class SmtpPost implements Post {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final @Nullable JavaMailSenderImpl server;
    private final String from;
    private final Clock clock;

    /** @param server absent where {@code spring.mail.host} is not set */
    public SmtpPost(@Nullable JavaMailSenderImpl server, Audience audience, Clock clock) {
        this(server, audience, clock, PATIENCE);
    }

    /** @param patience for connecting, each answer and each piece sent, unless {@code spring.mail.properties} say it */
    SmtpPost(@Nullable JavaMailSenderImpl server, Audience audience, Clock clock, Duration patience) {
        this.server = server;
        this.from = audience.from();
        this.clock = clock;
        if (server != null) {
            String protocol = server.getProtocol() == null ? JavaMailSenderImpl.DEFAULT_PROTOCOL : server.getProtocol();
            Properties properties = server.getJavaMailProperties();
            for (String limit : List.of("connectiontimeout", "timeout", "writetimeout")) {
                properties.putIfAbsent("mail." + protocol + "." + limit, Long.toString(patience.toMillis()));
            }
        }
    }

    @Override
    public boolean configured() {
        return server != null && !from.isEmpty();
    }

    @Override
    public void send(Mail mail, String recipient) {
        if (server == null || from.isEmpty()) {
            throw SmtpFailures.notConfigured(server != null);
        }
        if (!Recipients.isAddress(recipient)) {
            throw SmtpFailures.noAddress(mail, recipient);
        }
        try {
            MimeMessage message = server.createMimeMessage();
            new Letter(mail, from, recipient, clock.instant()).writeTo(message);
            server.send(message);
        } catch (MailException | MessagingException e) {
            throw new SmtpFailures(where(server), mail, from, recipient).translate(e);
        }
    }

    private static String where(JavaMailSenderImpl server) {
        return "SMTP server " + server.getHost() + (server.getPort() > 0 ? ":" + server.getPort() : "");
    }
}
