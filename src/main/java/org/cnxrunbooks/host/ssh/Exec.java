package org.cnxrunbooks.host.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** One command on its channel. */
final class Exec {

    private static final long SLICE_MILLIS = 250;

    /** A left-behind child may hold the output open for ever; this long after the exit code we stop listening. */
    private static final long GRACE_SLICES = 8;

    private final ChannelExec channel;
    private final ErrorSink errors;

    private Exec(ChannelExec channel, ErrorSink errors) {
        this.channel = channel;
        this.errors = errors;
    }

    /**
     * Starts a command line. Nothing ran when this throws.
     *
     * @param input for standard input; none when empty
     */
    static Exec start(Line line, String commandLine, byte[] input, OutputStream output) throws JSchException {
        ErrorSink errors = new ErrorSink();
        ChannelExec channel = line.exec();
        // without an input of its own the command must not wait for ours
        String whole = ErrorSink.ANNOUNCE + "exec " + commandLine + (input.length == 0 ? " </dev/null" : "");
        channel.setCommand(whole.getBytes(StandardCharsets.UTF_8));
        channel.setInputStream(input.length == 0 ? null : new ByteArrayInputStream(input));
        channel.setOutputStream(output);
        channel.setErrStream(errors);
        channel.connect(line.connectMillis());
        return new Exec(channel, errors);
    }

    /** Waits until the command ended or the connection is gone; false when neither happened in time. */
    boolean await(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        int grace = 0;
        while (true) {
            long left = Math.min(TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()) + 1, SLICE_MILLIS);
            if (errors.closed().await(Math.max(left, 0), TimeUnit.MILLISECONDS)) {
                return true;
            }
            if (ended() && ++grace >= GRACE_SLICES) {
                channel.disconnect();
                return true;
            }
            if (System.nanoTime() >= end && grace == 0) {
                return false;
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
