package org.cnxrunbooks.lab;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.MessageDeliveryHandler;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A real SMTP server (GreenMail) that delivers nothing: it keeps what it accepts, also while it is down. It knows every
 * recipient and asks for no log-in.
 */
public final class LabMail implements AutoCloseable {

    static final int PORT = 2525;

    private static final Duration START = Duration.ofSeconds(30);

    private final String address;
    private final @Nullable Path directory;
    private final List<MimeMessage> kept = new ArrayList<>();
    private int port;
    private final Map<String, Integer> written = new HashMap<>();
    private final Map<String, CountDownLatch> silent = new ConcurrentHashMap<>();
    private @Nullable GreenMail server;

    private LabMail(String address, int port, @Nullable Path directory) {
        this.address = address;
        this.port = port;
        this.directory = directory;
    }

    /** A server of its own for one test, on a free port. */
    public static LabMail start() {
        return start("127.0.0.1", 0, null);
    }

    /** @param directory where people find the messages as files, absent for nowhere */
    static LabMail start(String address, int port, @Nullable Path directory) {
        LabMail mail = new LabMail(address, port, directory);
        mail.up();
        return mail;
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(address, port);
    }

    /** Every message accepted so far, one for each envelope recipient; those of one recipient oldest first. */
    public synchronized List<MimeMessage> messages() {
        List<MimeMessage> all = new ArrayList<>(kept);
        if (server != null) {
            all.addAll(Arrays.asList(server.getReceivedMessages()));
        }
        return all;
    }

    /** Messages whose To is that address. */
    public List<MimeMessage> messagesTo(String recipient) {
        return messages().stream()
                .filter(message -> header(message, "To").equals(recipient))
                .toList();
    }

    /** Waits for that many messages in all, and fails with their subjects. */
    public List<MimeMessage> await(int number, Duration bound) {
        LabWait.until(number + " messages", bound, () -> messages().size() >= number, () -> messages().stream()
                .map(message -> header(message, "Subject"))
                .toList()
                .toString());
        return messages();
    }

    /** Messages to that recipient are kept, and whoever sent one is not told so until {@link #answer}, and then refused. */
    public void silence(String recipient) {
        silent.put(recipient, new CountDownLatch(1));
    }

    /** Ends every {@link #silence}. Calling twice is harmless. */
    public void answer() {
        silent.values().forEach(CountDownLatch::countDown);
        silent.clear();
    }

    /** Nothing listens any more; what was accepted stays. Calling twice is harmless. */
    public synchronized void down() {
        answer();
        if (server != null) {
            kept.addAll(Arrays.asList(server.getReceivedMessages()));
            server.stop();
            server = null;
        }
    }

    /** Listens, on the port of before. Calling twice is harmless. */
    public synchronized void up() {
        if (server == null) {
            ServerSetup setup = new ServerSetup(port, address, ServerSetup.PROTOCOL_SMTP);
            setup.setServerStartupTimeout(START.toMillis());
            GreenMail starting = new GreenMail(setup);
            starting.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
            starting.start();
            MessageDeliveryHandler usual = starting.getUserManager().getMessageDeliveryHandler();
            starting.getUserManager().setMessageDeliveryHandler((message, to) -> keep(usual, message, to));
            port = starting.getSmtp().getPort();
            server = starting;
        }
    }

    /** Forgets every message; files stay. */
    public synchronized void clear() {
        answer();
        kept.clear();
        written.clear();
        try {
            if (server != null) {
                server.purgeEmailFromAllMailboxes();
            }
        } catch (FolderException e) {
            throw new IllegalStateException("the caught mail did not go", e);
        }
    }

    /** Writes what came in since the last time, numbered by recipient. */
    synchronized void write() {
        if (directory == null) {
            return;
        }
        Map<String, List<MimeMessage>> all =
                messages().stream().collect(Collectors.groupingBy(message -> header(message, "To")));
        try {
            for (var box : all.entrySet()) {
                for (int i = written.getOrDefault(box.getKey(), 0);
                        i < box.getValue().size();
                        i++) {
                    try (OutputStream out = Files.newOutputStream(free(directory, box.getKey()))) {
                        box.getValue().get(i).writeTo(out);
                    }
                }
                written.put(box.getKey(), box.getValue().size());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the caught mail was not written: " + directory, e);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void close() {
        down();
    }

    private GreenMailUser keep(MessageDeliveryHandler usual, MovingMessage message, MailAddress to)
            throws MessagingException, UserException {
        GreenMailUser box = usual.handle(message, to);
        CountDownLatch silence = silent.get(to.getEmail());
        if (silence == null) {
            return box;
        }
        box.deliver(message);
        try {
            silence.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new UserException("kept in silence: " + to.getEmail());
    }

    private static Path free(Path directory, String recipient) throws IOException {
        Path box = Files.createDirectories(directory.resolve(recipient.replaceAll("[^A-Za-z0-9@._-]", "_")));
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> box.resolve("%04d.eml".formatted(number)))
                .filter(Files::notExists)
                .findFirst()
                .orElseThrow();
    }

    private static String header(MimeMessage message, String name) {
        try {
            String[] values = message.getHeader(name);
            return values == null ? "" : values[0];
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
