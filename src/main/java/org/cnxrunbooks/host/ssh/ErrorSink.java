package org.cnxrunbooks.host.ssh;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The standard error of a command: the last 64 KiB, without the line in which the shell tells its process id.
 *
 * <p>JSch closes this stream when the channel is closed, whether by the host or because the connection is gone; there is
 * no other sign of it to wait for.
 */
final class ErrorSink extends OutputStream {

    static final String ANNOUNCE = "echo \"cnx-pid $$\" >&2; ";

    private static final int LIMIT = 64 << 10;
    private static final Pattern PID = Pattern.compile("cnx-pid (\\d+)\n");

    private final StringBuilder text = new StringBuilder();
    private final CountDownLatch closed = new CountDownLatch(1);
    private long pid;

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        // bytes as characters, so that a character cut by a packet survives
        text.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        if (pid == 0) {
            Matcher announced = PID.matcher(text);
            if (announced.find()) {
                pid = Long.parseLong(announced.group(1));
                text.delete(announced.start(), announced.end());
            }
        }
        if (text.length() > LIMIT) {
            text.delete(0, text.length() - LIMIT);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }

    /** Opened when the channel is closed. */
    CountDownLatch closed() {
        return closed;
    }

    /** Of the shell that became the command; 0 when it was not told yet. */
    synchronized long pid() {
        return pid;
    }

    synchronized String text() {
        return new String(text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
