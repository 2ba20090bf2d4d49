package org.cnxrunbooks.announce;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.cnxrunbooks.announce.AnnounceFailure.Kind;
import org.cnxrunbooks.cell.SecretUnreadable;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailSendException;

/**
 * What went wrong between us and a mail server, from the exceptions of Spring and Angus Mail, which hide each other as
 * cause, next exception and failed message.
 */
record SmtpFailures(String server, Mail mail, String from, String recipient) {

    private static final String HINT = "\nHINT: ";
    private static final Pattern REPLY_CODE = Pattern.compile("\\A\\s*(\\d{3}(?:[ -]\\d\\.\\d{1,3}\\.\\d{1,3})?)");
    private static final int PERMANENT = 500;

    static AnnounceFailure notConfigured(boolean serverKnown) {
        return new AnnounceFailure(
                Kind.NOT_CONFIGURED,
                "mail not configured: %s (observed nothing, expected %s)"
                                .formatted(
                                        serverKnown ? "runbooks.announce.from" : "spring.mail.host",
                                        serverKnown
                                                ? "the address that messages come from"
                                                : "the name of a mail server")
                        + HINT + "Set spring.mail.host and runbooks.announce.from, and spring.mail.port, username and"
                        + " password where the server wants them; then start again.",
                null);
    }

    static AnnounceFailure noAddress(Mail mail, String recipient) {
        return new AnnounceFailure(
                Kind.RECIPIENT_REFUSED,
                "message not sent: %s (observed recipient '%s', expected an address like name@example.org)"
                                .formatted(mail.id(), recipient)
                        + HINT + "Nothing was sent to this recipient. Correct the address in the recipients.",
                null);
    }

    AnnounceFailure translate(Exception thrown) {
        List<Throwable> all = unfold(thrown);
        Optional<AnnounceFailure> known = find(all, SecretUnreadable.class)
                .map(this::noPassword)
                .or(() -> find(all, AuthenticationFailedException.class).map(this::loginRefused))
                .or(() -> find(all, SMTPAddressFailedException.class)
                        .map(e -> refused(Kind.RECIPIENT_REFUSED, "recipient " + recipient, e.getReturnCode(), e)))
                .or(() -> find(all, SMTPSenderFailedException.class)
                        .map(e -> refused(Kind.REFUSED, "sender " + from, e.getReturnCode(), e)))
                .or(() -> find(all, SMTPSendFailedException.class)
                        .map(e -> refused(Kind.REFUSED, "message", e.getReturnCode(), e)))
                .or(() -> find(all, SSLException.class).map(e -> noTrust(e, thrown)))
                .or(() -> find(all, IOException.class).map(e -> unreachable(e, thrown)));
        return known.orElseGet(() -> unreachable(all.get(all.size() - 1), thrown));
    }

    private AnnounceFailure noPassword(SecretUnreadable e) {
        return new AnnounceFailure(
                Kind.NOT_CONFIGURED,
                "message %s to %s not sent to %s: %s".formatted(mail.id(), recipient, server, e.getMessage()),
                e);
    }

    /** Without the server's words and without a cause: nobody knows what a server repeats of a log-in. */
    private AnnounceFailure loginRefused(AuthenticationFailedException e) {
        Matcher code = REPLY_CODE.matcher(String.valueOf(e.getMessage()));
        return failure(
                Kind.LOGIN_REFUSED,
                "log-in refused: " + server,
                code.find() ? code.group(1) : "no log-in",
                "user and password of spring.mail to be accepted",
                "Check spring.mail.username and spring.mail.password with whoever runs the mail server.",
                null);
    }

    private AnnounceFailure refused(Kind lasting, String what, int code, Exception e) {
        boolean later = code < PERMANENT;
        return failure(
                later ? Kind.NOT_NOW : lasting,
                what + (later ? " not accepted now: " : " refused: ") + server,
                oneLine(e),
                "reply 250",
                later
                        ? "The server asks to come again later; trying again may be enough."
                        : "The server will not change its mind by itself: correct the address or ask whoever runs it to"
                                + " accept mail from this machine.",
                e);
    }

    private AnnounceFailure noTrust(SSLException e, Exception thrown) {
        return failure(
                Kind.REFUSED,
                "no safe connection: " + server,
                oneLine(e),
                "TLS with a certificate that this Java trusts",
                "Check the port and the keys mail.smtp.starttls and mail.smtp.ssl of spring.mail.properties, and that the"
                        + " server's certificate is valid for that host name.",
                thrown);
    }

    private AnnounceFailure unreachable(Throwable e, Exception thrown) {
        return failure(
                Kind.UNREACHABLE,
                "mail server not reachable: " + server,
                oneLine(e),
                "an SMTP dialogue",
                "Check spring.mail.host and spring.mail.port, that the server runs, and that no firewall is between.",
                thrown);
    }

    private AnnounceFailure failure(
            Kind kind, String what, String observed, String expected, String hint, @Nullable Throwable cause) {
        return new AnnounceFailure(
                kind,
                "%s, message %s to %s (observed %s, expected %s)"
                                .formatted(what, mail.id(), recipient, observed, expected)
                        + HINT
                        + hint,
                cause);
    }

    private static String oneLine(Throwable e) {
        String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    }

    private static <T> Optional<T> find(List<Throwable> all, Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static List<Throwable> unfold(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> all = new ArrayList<>();
        Deque<Throwable> open = new ArrayDeque<>(List.of(thrown));
        while (!open.isEmpty()) {
            Throwable next = open.removeFirst();
            if (!seen.add(next)) {
                continue;
            }
            all.add(next);
            Optional.ofNullable(next.getCause()).ifPresent(open::add);
            if (next instanceof MessagingException messaging) {
                Optional.ofNullable(messaging.getNextException()).ifPresent(open::add);
            }
            if (next instanceof MailSendException send) {
                open.addAll(Arrays.asList(send.getMessageExceptions()));
            }
        }
        return all;
    }
}
