package org.cnxrunbooks.webserver;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.cnxrunbooks.evidence.Sha256;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.CommandResult;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.RemoteFiles.Kind;
import org.cnxrunbooks.host.RemoteFiles.RemoteFile;
import org.jspecify.annotations.Nullable;

/**
 * Files of a web server, changed only from the bytes that were planned with. The host compares once more, byte by byte,
 * right before it renames or removes.
 */
final class ConfigFiles {

    private static final int LIMIT = 16 << 20;
    private static final int HOPS = 16;
    private static final int CHANGED = 75;
    private static final int OWNER_LOST = 77;

    /**
     * Arguments: room with {@code after} and, unless the file is new, {@code before}; the target. The name of the new
     * file starts with a dot, so that no wildcard of an Include matches it.
     */
    private static final String PLACE =
            """
            room=$1; t=$2; n=${t%/*}/.${t##*/}.cnxrunbooks; umask 022
            trap 'rm -f "$n"; rm -rf "$room"' 0; trap 'exit 143' 1 2 15
            facts() { ls -ln "$1" | awk '{ print $1, $3, $4 }'; }
            rm -f "$n"
            if [ -f "$room/before" ]; then
              cmp -s "$room/before" "$t" || exit 75
              cp -p "$t" "$n" && cat "$room/after" >"$n" || exit 76
              [ "$(facts "$t")" = "$(facts "$n")" ] || exit 77
            else
              if [ -e "$t" ] || [ -h "$t" ]; then exit 75; fi
              cat "$room/after" >"$n" && chmod 644 "$n" || exit 76
            fi
            cmp -s "$room/after" "$n" && mv -f "$n" "$t"
            """;

    private static final String REMOVE =
            """
            room=$1; t=$2
            trap 'rm -rf "$room"' 0; trap 'exit 143' 1 2 15
            cmp -s "$room/before" "$t" || exit 75
            rm -f "$t"
            """;

    /** What a lost connection left here a day ago is cleared away. */
    private static final String ROOM =
            """
            umask 077; all=$HOME/.cnxrunbooks/webserver
            mkdir -p "$all" && find "$all/." ! -name . -mtime +1 -prune -exec rm -rf {} \\; || exit 1
            mkdir "$all/$1" && printf %s "$all/$1"
            """;

    private final HostSession session;

    ConfigFiles(HostSession session) {
        this.session = session;
    }

    Placed place(String path, byte[] content, @Nullable String expected) {
        String target = target(path);
        Optional<byte[]> present = session.fetch(target, LIMIT);
        if (present.isPresent() && Arrays.equals(present.get(), content)) {
            return Placed.ALREADY;
        }
        if (!present.map(Sha256::of).equals(Optional.ofNullable(expected))) {
            throw changed("Place", path, present, expected);
        }
        String room = room("place-" + UUID.randomUUID());
        session.send(room + "/after", content, 0600);
        if (present.isPresent()) {
            session.send(room + "/before", present.get(), 0600);
        }
        act("Place", PLACE, room, path, target);
        Optional<byte[]> after = session.fetch(target, LIMIT);
        if (after.isEmpty() || !Arrays.equals(after.get(), content)) {
            throw changed("Place", path, after, Sha256.of(content));
        }
        return Placed.PLACED;
    }

    Placed remove(String path, String expected) {
        String target = target(path);
        Optional<byte[]> present = session.fetch(target, LIMIT);
        if (present.isEmpty()) {
            return Placed.ALREADY;
        }
        if (!Sha256.of(present.get()).equals(expected)) {
            throw changed("Removal", path, present, expected);
        }
        String room = room("remove-" + UUID.randomUUID());
        session.send(room + "/before", present.get(), 0600);
        act("Removal", REMOVE, room, path, target);
        return Placed.REMOVED;
    }

    /** A fresh directory on the host that only our account can read. */
    String room(String name) {
        CommandResult result = session.run(Command.of("/bin/sh", "-c", ROOM, "sh", name));
        if (!result.ok() || !result.output().startsWith("/")) {
            throw RemoteText.failure(
                    session,
                    "Place for copies",
                    "home directory",
                    result,
                    "a writable home directory",
                    Optional.of("Give the SSH user a home directory of its own."));
        }
        return result.output();
    }

    private void act(String what, String script, String room, String path, String target) {
        CommandResult result = session.run(
                Command.of("/bin/sh", "-c", script, "sh", room, target).within(Duration.ofSeconds(30)));
        switch (result.exitCode()) {
            case 0 -> {}
            case CHANGED ->
                throw refusal(
                        what,
                        path,
                        "bytes that changed a moment ago",
                        "those of the plan",
                        "Somebody works on this file now: agree with them, then plan anew.");
            case OWNER_LOST ->
                throw refusal(
                        what,
                        path,
                        "owner, group or mode would be lost",
                        "them to stay",
                        "Let the SSH user be the owner of the configuration, or root.");
            default ->
                throw RemoteText.failure(
                        session,
                        what,
                        path,
                        result,
                        "exit code 0",
                        Optional.of(
                                "The SSH user must be allowed to write into the directory, and the disk have room."));
        }
    }

    /** The file behind symbolic links. */
    private String target(String path) {
        String at = path;
        for (int hop = 0; hop < HOPS; hop++) {
            Optional<String> link = session.files()
                    .stat(at)
                    .filter(file -> file.kind() == Kind.LINK)
                    .flatMap(RemoteFile::link);
            if (link.isEmpty()) {
                return at;
            }
            at = link.get().startsWith("/") ? link.get() : at.substring(0, at.lastIndexOf('/') + 1) + link.get();
        }
        throw refusal("Place", path, "a chain of symbolic links without end", "a file", "Mend the links.");
    }

    private ConfigRefusal changed(String what, String path, Optional<byte[]> present, @Nullable String expected) {
        return refusal(
                what,
                path,
                present.map(bytes -> "SHA-256 " + Sha256.of(bytes)).orElse("no file"),
                expected == null ? "no file" : "SHA-256 " + expected,
                "Somebody changed it since: compare it with the plan, then plan anew.");
    }

    private ConfigRefusal refusal(String what, String path, String observed, String expected, String hint) {
        return new ConfigRefusal("%s refused: %s on %s (observed %s, expected %s)\nHINT: %s"
                .formatted(what, path, session.host().name(), observed, expected, hint));
    }
}
