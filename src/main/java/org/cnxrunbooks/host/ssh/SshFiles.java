package org.cnxrunbooks.host.ssh;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.SftpException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.RemoteFiles;

/**
 * Files by SFTP. Names go through JSch as ISO-8859-1, so that every byte survives. Longer than most: one protocol, read
 * in one place.
 */
final class SshFiles implements RemoteFiles {

    private static final int OWNER_WRITES = 0200;
    private static final Mask NOTHING = Mask.of(Optional.empty());

    private final Lines lines;
    private final Journal journal;

    SshFiles(Lines lines, Journal journal) {
        this.lines = lines;
        this.journal = journal;
    }

    /** One use of an SFTP channel. */
    @FunctionalInterface
    private interface Use<T> {
        T on(ChannelSftp channel) throws SftpException, IOException;
    }

    @Override
    public List<RemoteFile> list(String directory) {
        return use("list of " + directory, channel -> {
            String base = directory.endsWith("/") ? directory : directory + "/";
            List<ChannelSftp.LsEntry> entries = new ArrayList<>(channel.ls(SftpFacts.pattern(directory)));
            List<RemoteFile> files = new ArrayList<>(entries.size());
            for (ChannelSftp.LsEntry entry : entries) {
                String name = entry.getFilename();
                if (!name.equals(".") && !name.equals("..")) {
                    SftpFacts.of(channel, base + name, entry.getAttrs()).ifPresent(files::add);
                }
            }
            files.sort(Comparator.comparing(RemoteFile::name));
            return files;
        });
    }

    @Override
    public Optional<RemoteFile> stat(String path) {
        return use("look at " + path, channel -> SftpFacts.of(channel, path));
    }

    @Override
    public InputStream open(String path) throws IOException {
        Lines.Borrowed<ChannelSftp> borrowed = lines.borrow("read of " + path, Line::sftp);
        Line line = borrowed.line();
        try {
            return new SftpContent(borrowed.first().get(SftpFacts.pattern(path)), lines, line, path);
        } catch (SftpException e) {
            line.closeSftp();
            lines.giveBack(line, true);
            throw new IOException(failure("read of " + path, e).getMessage(), e);
        }
    }

    void send(String path, byte[] content, int mode) {
        Instant started = journal.now();
        String target = SftpFacts.bytes(path);
        String temporary = target + "." + UUID.randomUUID() + ".tmp";
        String what = "send " + path + " (" + content.length + " bytes, mode " + Integer.toOctalString(mode) + ")";
        try {
            use(what, channel -> {
                try {
                    // the mode is set while the file is still empty: nobody may read it in between
                    channel.put(InputStream.nullInputStream(), SftpFacts.pattern(temporary));
                    channel.chmod(mode | OWNER_WRITES, SftpFacts.pattern(temporary));
                    try (OutputStream out = channel.put(SftpFacts.pattern(temporary), ChannelSftp.APPEND)) {
                        out.write(content);
                    }
                    long written = channel.lstat(SftpFacts.pattern(temporary)).getSize();
                    if (written != content.length) {
                        throw new IOException(written + " bytes arrived");
                    }
                    if ((mode & OWNER_WRITES) == 0) {
                        channel.chmod(mode, SftpFacts.pattern(temporary));
                    }
                    channel.rename(SftpFacts.pattern(temporary), SftpFacts.pattern(target));
                    return target;
                } catch (SftpException | IOException e) {
                    remove(channel, temporary);
                    throw e;
                }
            });
            journal.note(what, NOTHING, started, 0, "");
        } catch (HostFailure e) {
            journal.note(what, NOTHING, started, e);
            throw e;
        }
    }

    Optional<byte[]> fetch(String path, long limit) {
        Instant started = journal.now();
        String what = "fetch " + path;
        try {
            Optional<byte[]> content = use(what, channel -> {
                try (InputStream in = channel.get(SftpFacts.pattern(SftpFacts.bytes(path)))) {
                    byte[] read = in.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
                    if (read.length > limit) {
                        throw new IOException("more than " + limit + " bytes");
                    }
                    return Optional.of(read);
                } catch (SftpException e) {
                    if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                        return Optional.empty();
                    }
                    throw e;
                }
            });
            journal.note(what, NOTHING, started, content.isPresent() ? 0 : 1, "");
            return content;
        } catch (HostFailure e) {
            journal.note(what, NOTHING, started, e);
            throw e;
        }
    }

    private <T> T use(String what, Use<T> use) {
        Lines.Borrowed<ChannelSftp> borrowed = lines.borrow(what, Line::sftp);
        Line line = borrowed.line();
        boolean clean = false;
        try {
            T result = use.on(borrowed.first());
            clean = true;
            return result;
        } catch (SftpException | IOException e) {
            throw line.alive() ? failure(what, e) : Failures.lost(lines.host(), what, e);
        } finally {
            if (!clean) {
                line.closeSftp();
            }
            lines.giveBack(line, true);
        }
    }

    private HostFailure failure(String what, Exception e) {
        return Failures.files(lines.host(), what, String.valueOf(e.getMessage()), e);
    }

    private static void remove(ChannelSftp channel, String path) {
        try {
            channel.rm(SftpFacts.pattern(path));
        } catch (SftpException e) {
            // it may never have been created; the failure before this one is the one to report
        }
    }
}
