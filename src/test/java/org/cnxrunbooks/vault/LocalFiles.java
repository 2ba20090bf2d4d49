package org.cnxrunbooks.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.RemoteFiles;

/** The files of this machine as SFTP would show them; names must be ASCII here. */
final class LocalFiles implements RemoteFiles {

    @Override
    public List<RemoteFile> list(String directory) {
        try (Stream<Path> files = Files.list(Path.of(directory))) {
            return files.map(LocalFiles::describe)
                    .sorted(Comparator.comparing(RemoteFile::name))
                    .toList();
        } catch (IOException e) {
            throw new HostFailure(HostFailure.Kind.COMMAND_FAILED, "local", "list " + directory, -1, "", e);
        }
    }

    @Override
    public Optional<RemoteFile> stat(String path) {
        try {
            return Optional.of(describe(Path.of(path)));
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public InputStream open(String path) throws IOException {
        return Files.newInputStream(Path.of(path));
    }

    private static RemoteFile describe(Path path) {
        try {
            Map<String, Object> facts =
                    Files.readAttributes(path, "unix:mode,uid,gid,size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
            int mode = (Integer) facts.get("mode");
            Kind kind =
                    switch (mode & 0170000) {
                        case 0100000 -> Kind.FILE;
                        case 0040000 -> Kind.DIRECTORY;
                        case 0120000 -> Kind.LINK;
                        default -> Kind.OTHER;
                    };
            return new RemoteFile(
                    kind,
                    path.getFileName().toString(),
                    (Long) facts.get("size"),
                    mode & 07777,
                    (Integer) facts.get("uid"),
                    (Integer) facts.get("gid"),
                    ((FileTime) facts.get("lastModifiedTime")).to(TimeUnit.SECONDS),
                    kind == Kind.LINK ? Optional.of(Files.readSymbolicLink(path).toString()) : Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
