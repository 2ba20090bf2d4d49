package org.cnxrunbooks.host.ssh;

import com.jcraft.jsch.JSchException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.cnxrunbooks.cell.Host;
import org.cnxrunbooks.host.HostFailure;

/** Runs command lines to their end on the shared connection. */
final class Runner {

    private static final int OUTPUT_LIMIT = 4 << 20;

    private final Lines lines;

    Runner(Lines lines) {
        this.lines = lines;
    }

    /**
     * How a command line ended.
     *
     * @param exitCode -1 when a signal ended it
     */
    record Ended(int exitCode, Capture output, String errors) {}

    /**
     * Runs it; a connection that turns out dead before anything ran is opened anew once.
     *
     * @param what names the command in messages, secrets masked
     * @param account whose process it becomes, for the attempt to end it
     */
    Ended run(String commandLine, byte[] input, Duration limit, String what, String account, Mask mask) {
        lines.enter();
        try {
            Capture output = new Capture(OUTPUT_LIMIT);
            Line line = lines.shared();
            Exec exec;
            try {
                exec = Exec.start(line, commandLine, input, output);
            } catch (JSchException e) {
                return runElsewhere(commandLine, input, limit, what, account, mask);
            }
            return end(exec, output, limit, what, account, mask);
        } finally {
            lines.leave();
        }
    }

    /** The shared connection died, or its host allows fewer channels than we thought. */
    private Ended runElsewhere(
            String commandLine, byte[] input, Duration limit, String what, String account, Mask mask) {
        Capture output = new Capture(OUTPUT_LIMIT);
        Lines.Borrowed<Exec> started = lines.borrow(what, line -> Exec.start(line, commandLine, input, output));
        boolean clean = false;
        try {
            Ended ended = end(started.first(), output, limit, what, account, mask);
            clean = true;
            return ended;
        } finally {
            lines.giveBack(started.line(), clean);
        }
    }

    private Ended end(Exec exec, Capture output, Duration limit, String what, String account, Mask mask) {
        try {
            if (!exec.await(limit.toNanos())) {
                kill(exec, account);
                throw Failures.timedOut(host(), what, limit, mask.apply(Journal.tail(output.tail(), exec.errors())));
            }
        } catch (InterruptedException e) {
            kill(exec, account);
            Thread.currentThread().interrupt();
            throw Failures.cancelled(host(), what, e);
        }
        if (!exec.ended()) {
            throw Failures.lost(host(), what, null);
        }
        return new Ended(exec.exitCode(), output, exec.errors());
    }

    /**
     * Tries to end the command: TERM, two seconds later KILL, to its process group where it has one. Beyond our rights
     * when sudo does not let us end what it started.
     */
    void kill(Exec exec, String account) {
        long pid = exec.pid();
        exec.disconnect();
        if (pid <= 1) {
            return;
        }
        String as = account.equals(host().user()) ? "" : "sudo -n -u " + ShellWords.quote(account) + " -- ";
        String script =
                signal(as, "TERM", pid) + "; (sleep 2; " + signal(as, "KILL", pid) + ") </dev/null >/dev/null 2>&1 &";
        boolean interrupted = Thread.interrupted();
        try {
            Exec killer =
                    Exec.start(lines.shared(), "sh -c " + ShellWords.quote(script), new byte[0], new Capture(1024));
            killer.await(TimeUnit.SECONDS.toNanos(5));
            killer.disconnect();
        } catch (JSchException | HostFailure e) {
            // the failure that made us end the command is the one to report
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String signal(String as, String name, long pid) {
        return as + "kill -s " + name + " -- -" + pid + " || " + as + "kill -s " + name + " " + pid;
    }

    private Host host() {
        return lines.host();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
