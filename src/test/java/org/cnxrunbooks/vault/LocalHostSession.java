package org.cnxrunbooks.vault;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.cnxrunbooks.cell.Host;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.CommandResult;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.JobSpec;
import org.cnxrunbooks.host.RemoteFiles;
import org.cnxrunbooks.host.RemoteJob;
import org.cnxrunbooks.host.RemoteStream;

/** This machine as a host: real processes, no network. Its streams can be cut after a number of bytes. */
class LocalHostSession implements HostSession {

    private final String name;
    private long cutAfter = Long.MAX_VALUE;
    private List<String> pathPrefix = List.of();
    final List<Command> commands = new ArrayList<>();

    LocalHostSession(String name) {
        this.name = name;
    }

    LocalHostSession cutAfter(long bytes) {
        cutAfter = bytes;
        return this;
    }

    /** Programs in this directory win over the installed ones. */
    LocalHostSession withPrograms(Path directory) {
        pathPrefix = List.of(directory.toString());
        return this;
    }

    @Override
    public Host host() {
        return new Host(name, "127.0.0.1", 22, "test", Path.of("/nowhere"), null, "ssh-ed25519 AAAA");
    }

    @Override
    public CommandResult run(Command command) {
        try (RemoteStream stream = stream(command)) {
            String output = new String(stream.output().readAllBytes(), StandardCharsets.UTF_8);
            CommandResult result = stream.finish();
            return new CommandResult(result.exitCode(), output, result.errors());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public RemoteStream stream(Command command) {
        synchronized (commands) {
            commands.add(command);
        }
        ProcessBuilder builder = new ProcessBuilder(command.words());
        builder.environment().putAll(command.environment());
        if (!pathPrefix.isEmpty()) {
            builder.environment().merge("PATH", pathPrefix.get(0), (old, first) -> first + ":" + old);
        }
        try {
            return new LocalStream(builder.start(), cutAfter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class LocalStream implements RemoteStream {

        private final Process process;
        private final InputStream output;
        private final CompletableFuture<String> errors;

        LocalStream(Process process, long cutAfter) throws IOException {
            this.process = process;
            process.getOutputStream().close();
            this.output =
                    cutAfter == Long.MAX_VALUE ? process.getInputStream() : new Cut(process.getInputStream(), cutAfter);
            this.errors = CompletableFuture.supplyAsync(() -> {
                try {
                    return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
                } catch (IOException e) {
                    return "";
                }
            });
        }

        @Override
        public InputStream output() {
            return output;
        }

        @Override
        public CommandResult finish() {
            try {
                return new CommandResult(process.waitFor(), "", errors.join());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static final class Cut extends FilterInputStream {

        private long rest;

        Cut(InputStream in, long rest) {
            super(in);
            this.rest = rest;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (rest <= 0) {
                throw new IOException("connection lost");
            }
            int count = in.read(bytes, offset, (int) Math.min(rest, length));
            rest -= Math.max(count, 0);
            return count;
        }
    }

    /** A command whose output is made up here, for streams no disk could hold. */
    static RemoteStream made(InputStream output, int exitCode, String errors) {
        return new RemoteStream() {
            @Override
            public InputStream output() {
                return output;
            }

            @Override
            public CommandResult finish() {
                return new CommandResult(exitCode, "", errors);
            }

            @Override
            public void close() {}
        };
    }

    /** Answers every stream with these bytes. */
    static LocalHostSession answering(byte[] bytes, int exitCode, String errors) {
        return new LocalHostSession("made") {
            @Override
            public RemoteStream stream(Command command) {
                return command.words().contains("-d") || command.words().contains("--")
                        ? made(
                                new ByteArrayInputStream(command.words().contains("-d") ? new byte[0] : bytes),
                                command.words().contains("-d") ? 0 : exitCode,
                                errors)
                        : super.stream(command);
            }
        };
    }

    @Override
    public void send(String path, byte[] content, int mode) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<byte[]> fetch(String path, long limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RemoteFiles files() {
        return new LocalFiles();
    }

    @Override
    public RemoteJob job(JobSpec spec) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<RemoteJob> find(JobSpec spec) {
        throw new UnsupportedOperationException();
    }
}
