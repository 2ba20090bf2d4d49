package org.cnxrunbooks.host.ssh;

import java.time.Instant;
import java.util.Optional;
import org.cnxrunbooks.cell.Host;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.CommandResult;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.JobSpec;
import org.cnxrunbooks.host.RemoteFiles;
import org.cnxrunbooks.host.RemoteJob;
import org.cnxrunbooks.host.RemoteStream;

/** A host seen through its connections; records every command. */
final class SshSession implements HostSession {

    private final Lines lines;
    private final SshSettings settings;
    private final Runner runner;
    private final Journal journal;
    private final SshFiles files;

    SshSession(Lines lines, SshSettings settings, Journal journal) {
        this.lines = lines;
        this.settings = settings;
        this.runner = new Runner(lines);
        this.journal = journal;
        this.files = new SshFiles(lines, journal);
    }

    @Override
    public Host host() {
        return lines.host();
    }

    @Override
    public CommandResult run(Command command) {
        Mask mask = Mask.of(command.input());
        String line = ShellWords.line(command, host().user());
        String masked = mask.apply(line);
        Instant started = journal.now();
        try {
            Runner.Ended ended = runner.run(
                    line,
                    command.input().map(input -> Runner.bytes(input.reveal())).orElse(new byte[0]),
                    command.timeout(),
                    masked,
                    command.user().orElse(host().user()),
                    mask);
            String tail = Journal.tail(ended.output().tail(), ended.errors());
            journal.note(line, mask, started, ended.exitCode(), ended.output().sha256Hex(), tail);
            return new CommandResult(ended.exitCode(), ended.output().text(), ended.errors());
        } catch (HostFailure e) {
            journal.note(line, mask, started, e);
            throw e;
        }
    }

    @Override
    public RemoteStream stream(Command command) {
        return SshStream.open(lines, settings, runner, journal, command);
    }

    @Override
    public void send(String path, byte[] content, int mode) {
        files.send(path, content, mode);
    }

    @Override
    public Optional<byte[]> fetch(String path, long limit) {
        return files.fetch(path, limit);
    }

    @Override
    public RemoteFiles files() {
        return files;
    }

    @Override
    public RemoteJob job(JobSpec spec) {
        return SshJob.start(runner, journal, spec);
    }

    @Override
    public Optional<RemoteJob> find(JobSpec spec) {
        return SshJob.find(runner, journal, spec);
    }
}
