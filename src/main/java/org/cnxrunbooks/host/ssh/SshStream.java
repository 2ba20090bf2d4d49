package org.cnxrunbooks.host.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Instant;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.CommandResult;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.RemoteStream;

/** A running command whose output is read, on a connection of its own. */
final class SshStream implements RemoteStream {

    private static final int RING = 4 << 20;

    private final Lines lines;
    private final Line line;
    private final Runner runner;
    private final Journal journal;
    private final Command command;
    private final Mask mask;
    private final Instant started;
    private final Pipe pipe;
    private final Exec exec;
    private final InputStream output;
    private boolean noted;
    private boolean closed;

    private SshStream(
            Lines lines,
            Line line,
            Runner runner,
            Journal journal,
            Command command,
            Instant started,
            Pipe pipe,
            Exec exec) {
        this.lines = lines;
        this.line = line;
        this.runner = runner;
        this.journal = journal;
        this.command = command;
        this.mask = Mask.of(command.input());
        this.started = started;
        this.pipe = pipe;
        this.exec = exec;
        this.output = pipe.source(this::checkEnd);
    }

    static SshStream open(Lines lines, SshSettings settings, Runner runner, Journal journal, Command command) {
        Instant asked = journal.now();
        String text = ShellWords.line(command, lines.host().user());
        byte[] input =
                command.input().map(secret -> Runner.bytes(secret.reveal())).orElse(new byte[0]);
        Lines.Borrowed<Running> begun = lines.borrow(Mask.of(command.input()).apply(text), line -> {
            Pipe pipe = new Pipe(
                    Math.max(RING, settings.window()), command.timeout().toNanos());
            return new Running(pipe, Exec.start(line, text, input, pipe.sink()));
        });
        return new SshStream(
                lines,
                begun.line(),
                runner,
                journal,
                command,
                asked,
                begun.first().pipe(),
                begun.first().exec());
    }

    private record Running(Pipe pipe, Exec exec) {}

    @Override
    public InputStream output() {
        return output;
    }

    /** The output ended; that is the end of the command only when the host says so. */
    private void checkEnd() throws IOException {
        try {
            if (!exec.await(command.timeout().toNanos())) {
                throw new InterruptedIOException(
                        text() + " closed its output after " + pipe.count() + " bytes but goes on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (!exec.ended()) {
            throw new IOException(
                    Failures.lost(lines.host(), text(), null).getMessage() + " (after " + pipe.count() + " bytes)");
        }
    }

    @Override
    public CommandResult finish() {
        try {
            output.skip(Long.MAX_VALUE);
            checkEnd();
        } catch (IOException e) {
            HostFailure.Kind kind =
                    e instanceof InterruptedIOException ? HostFailure.Kind.TIMED_OUT : HostFailure.Kind.CONNECTION_LOST;
            note(-1);
            throw Failures.failure(kind, lines.host(), String.valueOf(e.getMessage()), e);
        }
        note(exec.exitCode());
        return new CommandResult(exec.exitCode(), "", exec.errors());
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        pipe.abandon();
        boolean clean = exec.ended();
        if (!clean && line.alive()) {
            runner.kill(exec, command.user().orElse(lines.host().user()));
        }
        note(clean ? exec.exitCode() : -1);
        lines.giveBack(line, clean);
    }

    private void note(int exitCode) {
        if (!noted) {
            noted = true;
            journal.note(text(), mask, started, exitCode, "", Journal.tail(exec.errors()));
        }
    }

    private String text() {
        return mask.apply(ShellWords.line(command, lines.host().user()));
    }
}
