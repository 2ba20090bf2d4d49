package org.cnxrunbooks.vault;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.CommandResult;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.RemoteStream;

/**
 * GNU tar on the host. Member names are relative to the item: {@code ./…} for a directory (taken through a symbolic link
 * where its path is one), the bare name for a single file. The scripts are fixed; every value is a word of its own.
 */
final class HostTar implements TarSource {

    /** AIX has GNU tar where no PATH of its own leads (AIX Toolbox, unverified); elsewhere it may be called gtar. */
    static final String FIND_TAR = "PATH=$PATH:/opt/freeware/bin; t=tar; command -v gtar >/dev/null 2>&1 && t=gtar; ";

    private static final String RAW = FIND_TAR + "exec \"$t\" \"$@\"";
    private static final String COMPRESSED = FIND_TAR
            + "{ \"$t\" \"$@\"; echo \"tar-exit-code $?\" >&2; } | exec zstd -q -c -" + Transfer.LEVEL + " -T0";
    private static final Pattern EXIT_CODE = Pattern.compile("(?m)^tar-exit-code (\\d+)\\s*");
    private static final Duration LONGEST = Duration.ofDays(3);

    private final PackItem item;
    private final boolean compressed;
    private final RemoteStream stream;

    HostTar(HostSession session, PackItem item, boolean compressed) {
        this.item = item;
        this.compressed = compressed;
        List<String> words = new ArrayList<>(List.of("sh", "-c", compressed ? COMPRESSED : RAW, "sh"));
        words.addAll(arguments(item, isDirectory(session, item)));
        this.stream = session.stream(
                Command.of(words).withEnvironment(Map.of("LC_ALL", "C")).within(LONGEST));
    }

    static List<String> arguments(PackItem item, boolean directory) {
        List<String> words = new ArrayList<>(List.of(
                "--create",
                "--file=-",
                "--format=posix",
                "--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime",
                "--sparse",
                "--acls",
                "--xattrs",
                "--blocking-factor=128",
                "--quoting-style=escape"));
        if (directory) {
            String root = item.path().endsWith("/") ? item.path() : item.path() + "/";
            words.addAll(List.of("--anchored", "--no-wildcards"));
            for (String excluded : item.excluded()) {
                if (!excluded.startsWith(root)) {
                    throw new IllegalArgumentException(
                            "excluded path lies not below the item: " + excluded + " in " + item.path());
                }
                words.add("--exclude=./" + excluded.substring(root.length()).replaceAll("/+$", ""));
            }
            words.addAll(List.of("-C", item.path(), "--", "."));
        } else {
            int slash = item.path().lastIndexOf('/');
            words.addAll(List.of(
                    "--dereference",
                    "-C",
                    slash == 0 ? "/" : item.path().substring(0, slash),
                    "--",
                    item.path().substring(slash + 1)));
        }
        return words;
    }

    private static boolean isDirectory(HostSession session, PackItem item) {
        if (session.run(Command.of("test", "-d", item.path())).ok()) {
            return true;
        }
        if (session.run(Command.of("test", "-f", item.path())).ok()) {
            return false;
        }
        throw new VaultFailure(
                VaultFailure.Kind.SOURCE_MISSING,
                item.host(),
                "packing %s failed: %s:%s (observed neither directory nor file, expected one of them)%n"
                                .formatted(item.id(), item.host(), item.path())
                        + "HINT: it was there when the backup was planned; look who removed it, or whether a file system"
                        + " is not mounted.",
                -1,
                "",
                null);
    }

    @Override
    public boolean compressed() {
        return compressed;
    }

    @Override
    public void copyTo(Chunks chunks, Chunks.Tick tick) throws IOException {
        chunks.copy(stream.output(), tick);
    }

    @Override
    public List<Disturbance> finish(boolean whole) {
        CommandResult result = stream.finish();
        Matcher matcher = EXIT_CODE.matcher(result.errors());
        boolean marked = matcher.find();
        int code = compressed && marked && result.ok() ? Integer.parseInt(matcher.group(1)) : result.exitCode();
        String errors = matcher.reset().replaceAll("").strip();
        List<Disturbance> disturbances = TarMessages.read(errors);
        boolean ended = (!compressed || marked && result.ok()) && (whole || code == 0);
        // 1: files differed while they were read; 2: some could not be read (GNU tar manual, "Synopsis", exit status)
        if (!ended || code < 0 || code > 2 || code != 0 && disturbances.isEmpty()) {
            throw new VaultFailure(
                    VaultFailure.Kind.TOOL_FAILED,
                    item.host(),
                    ("packing %s failed: %s:%s (observed exit code %d, expected 0)%n%s%n"
                                    + "HINT: tar's own words name the reason, e.g. a disk that cannot be read;"
                                    + " nothing was kept.")
                            .formatted(
                                    item.id(),
                                    item.host(),
                                    item.path(),
                                    code,
                                    tail(errors).strip()),
                    code,
                    tail(errors),
                    null);
        }
        return disturbances;
    }

    private static String tail(String errors) {
        return errors.length() > 4000 ? errors.substring(errors.length() - 4000) : errors;
    }

    @Override
    public void close() {
        stream.close();
    }
}
