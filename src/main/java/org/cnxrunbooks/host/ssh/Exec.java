package org.cnxrunbooks.host.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One command on its channel. */
final class Exec {

    private static final long SLICE_MILLIS = 250;

    /** A left-behind child may hold the output open for ever; this long after exit code and last byte we stop listening. */
    private static final long QUIET_SLICES = 8;

    /** It may write for ever, too; this long after the exit code we stop listening all the same. */
    private static final long GRACE_SLICES = 240;

    private final ChannelExec channel;
    private final ErrorSink errors;
    private final Heard output;

    private Exec(ChannelExec channel, ErrorSink errors, Heard output) {
        this.channel = channel;
        this.errors = errors;
        this.output = output;
    }

    /** Counts the bytes that pass. */
    private static final class Heard extends FilterOutputStream {

        private final AtomicLong count = new AtomicLong();

        Heard(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int single) throws IOException {
            out.write(single);
            count.incrementAndGet();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            count.addAndGet(length);
        }
    }

    /**
     * Starts a command line. Nothing ran when this throws.
     *
     * @param input for standard input; none when empty
     */
    static Exec start(Line line, String commandLine, byte[] input, OutputStream output) throws JSchException {
        ErrorSink errors = new ErrorSink();
        Heard heard = new Heard(output);
        ChannelExec channel = line.exec();
        // without an input of its own the command must not wait for ours
        String whole = ErrorSink.ANNOUNCE + "exec " + commandLine + (input.length == 0 ? " </dev/null" : "");
        channel.setCommand(whole.getBytes(StandardCharsets.UTF_8));
        channel.setInputStream(input.length == 0 ? null : new ByteArrayInputStream(input));
        channel.setOutputStream(heard);
        channel.setErrStream(errors);
        // JSch looks every 10 ms whether the connection is still there, for 20 s, but not when it is given another time
        channel.connect();
        return new Exec(channel, errors, heard);
    }

    /** Waits until the command ended or the connection is gone; false when neither happened in time. */
    boolean await(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        long heard = output.count.get();
        int quiet = 0;
        int grace = 0;
        while (true) {
            long left = ended() ? SLICE_MILLIS : TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()) + 1;
            if (errors.closed().await(Math.max(0, Math.min(left, SLICE_MILLIS)), TimeUnit.MILLISECONDS)) {
                return true;
            }
            if (!ended()) {
                if (System.nanoTime() >= end) {
                    return false;
                }
                continue;
            }
            long now = output.count.get();
            quiet = now == heard ? quiet + 1 : 0;
            heard = now;
            if (quiet >= QUIET_SLICES || ++grace >= GRACE_SLICES) {
                channel.disconnect();
                return true;
            }
        }
    }

    /** The host said how the command ended. */
    boolean ended() {
        return channel.getExitStatus() != -1 || channel.getExitSignal() != null;
    }

    int exitCode() {
        return channel.getExitStatus();
    }

    long pid() {
        return errors.pid();
    }

    String errors() {
        return errors.text();
    }

    void disconnect() {
        channel.disconnect();
    }
}
