package org.cnxrunbooks.host;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Read access to the files of a host by SFTP. Failures are {@link HostFailure}. */
public interface RemoteFiles {

    /**
     * @param name last part of the path; decoded as ISO-8859-1 so that every byte survives
     * @param mode permission bits (07777)
     * @param modified seconds since the epoch
     * @param link target of a symbolic link, decoded as the name
     */
    record RemoteFile(
            Kind kind, String name, long size, int mode, int uid, int gid, long modified, Optional<String> link) {}

    enum Kind {
        FILE,
        DIRECTORY,
        LINK,
        OTHER
    }

    /** The entries of a directory without {@code .} and {@code ..}, sorted by name; paths are ISO-8859-1 decoded bytes. */
    List<RemoteFile> list(String directory);

    Optional<RemoteFile> stat(String path);

    InputStream open(String path) throws IOException;
}
