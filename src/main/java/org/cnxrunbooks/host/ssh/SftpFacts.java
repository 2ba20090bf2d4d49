package org.cnxrunbooks.host.ssh;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.SftpATTRS;
import com.jcraft.jsch.SftpException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.cnxrunbooks.host.RemoteFiles.Kind;
import org.cnxrunbooks.host.RemoteFiles.RemoteFile;

/** What SFTP tells about a file. Paths are bytes decoded as ISO-8859-1. */
final class SftpFacts {

    private SftpFacts() {}

    /** Empty when there is no such file. */
    static Optional<RemoteFile> of(ChannelSftp channel, String path) throws SftpException {
        try {
            return of(channel, path, channel.lstat(pattern(path)));
        } catch (SftpException e) {
            return emptyWhenGone(e);
        }
    }

    /** Empty when it is gone by now. */
    static Optional<RemoteFile> of(ChannelSftp channel, String path, SftpATTRS attributes) throws SftpException {
        Optional<String> link = Optional.empty();
        if (attributes.isLink()) {
            try {
                link = Optional.of(channel.readlink(pattern(path)));
            } catch (SftpException e) {
                return emptyWhenGone(e);
            }
        }
        return Optional.of(new RemoteFile(
                kind(attributes),
                path.substring(path.lastIndexOf('/') + 1),
                attributes.getSize(),
                attributes.getPermissions() & 07777,
                attributes.getUId(),
                attributes.getGId(),
                Integer.toUnsignedLong(attributes.getMTime()),
                link));
    }

    private static Optional<RemoteFile> emptyWhenGone(SftpException e) throws SftpException {
        if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
            return Optional.empty();
        }
        throw e;
    }

    private static Kind kind(SftpATTRS attributes) {
        if (attributes.isReg()) {
            return Kind.FILE;
        }
        if (attributes.isDir()) {
            return Kind.DIRECTORY;
        }
        return attributes.isLink() ? Kind.LINK : Kind.OTHER;
    }

    /** JSch takes paths as patterns; a backslash makes a character itself. */
    static String pattern(String path) {
        return path.replaceAll("[*?\\\\]", "\\\\$0");
    }

    /** A path as text, in the form JSch takes here. */
    static String bytes(String path) {
        return new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
