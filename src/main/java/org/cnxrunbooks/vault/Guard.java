package org.cnxrunbooks.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses members that could write outside of the directory they are unpacked to, or more than they should: absolute
 * names, {@code ..}, anything below a symbolic link, hard links to what the archive did not bring, devices and pipes, a
 * name that comes twice, more members or bytes than recorded. A symbolic link may point anywhere: nothing is written
 * through it.
 *
 * <p>Names are remembered by 64 bits of their SHA-256, so that a million members take 16 MiB; two names that collide
 * would be refused, never let through.
 */
final class Guard {

    private final Limits limits;
    private final LongSet names = new LongSet();
    private final LongSet linkable = new LongSet();
    private final Set<String> symlinks = new HashSet<>();
    private final MessageDigest digest = Sha256.start();
    private long entries;
    private long bytes;

    /**
     * What may come at most.
     *
     * @param foldCase names that differ in case only count as the same, for targets that do not tell them apart
     */
    record Limits(long entries, long bytes, boolean foldCase) {

        static Limits of(PackedStore store) {
            return new Limits(store.entries(), store.contentBytes(), false);
        }
    }

    /** What must not be unpacked. */
    static final class Hostile extends IOException {
        private static final long serialVersionUID = 1;

        Hostile(String message) {
            super(message);
        }
    }

    Guard(Limits limits) {
        this.limits = limits;
    }

    /** Asked for every member in order, before its content is read. */
    void check(TarEntry entry) throws Hostile {
        String name = inside(entry.name(), "name");
        if (name.isEmpty() && entry.type() != TarEntry.Type.DIRECTORY) {
            throw new Hostile("the top is no directory: " + entry.name());
        }
        count(entry);
        notThroughLink(name, entry.name());
        long key = key(name);
        if (!names.add(key)) {
            throw new Hostile("a name comes twice: " + entry.name());
        }
        switch (entry.type()) {
            case FILE -> linkable.add(key);
            case DIRECTORY -> {}
            case SYMLINK -> {
                linkable.add(key);
                symlinks.add(fold(name));
            }
            case HARDLINK -> hardLink(entry, name, key);
            case CHARACTER, BLOCK, FIFO -> throw new Hostile("a device or pipe: " + entry.name());
        }
    }

    private void hardLink(TarEntry entry, String name, long key) throws Hostile {
        String target = inside(entry.link(), "hard link target");
        notThroughLink(target, entry.name());
        if (!linkable.contains(key(target))) {
            throw new Hostile("a hard link to what the archive did not bring before: %s to %s"
                    .formatted(entry.name(), entry.link()));
        }
        linkable.add(key);
        if (symlinks.contains(fold(target))) {
            symlinks.add(fold(name));
        }
    }

    private void count(TarEntry entry) throws Hostile {
        entries++;
        if (entries > limits.entries()) {
            throw new Hostile("more members than recorded (expected %d): %s".formatted(limits.entries(), entry.name()));
        }
        if (entry.size() > limits.bytes() - bytes) {
            throw new Hostile(
                    "more content than recorded (expected %d bytes): %s".formatted(limits.bytes(), entry.name()));
        }
        bytes += entry.size();
    }

    /** The name without {@code ./} in front and {@code /} behind; empty for the top itself. */
    private static String inside(String name, String what) throws Hostile {
        if (name.isEmpty() || name.startsWith("/") || name.indexOf('\0') >= 0) {
            throw new Hostile("%s is empty, absolute or has a zero byte: %s".formatted(what, name));
        }
        String relative = name.equals(".") ? "" : name.startsWith("./") ? name.substring(2) : name;
        String bare = relative.endsWith("/") ? relative.substring(0, relative.length() - 1) : relative;
        if (bare.isEmpty() && relative.isEmpty()) {
            return "";
        }
        for (String part : bare.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw new Hostile("%s leads elsewhere: %s".formatted(what, name));
            }
        }
        return bare;
    }

    private void notThroughLink(String name, String shown) throws Hostile {
        if (symlinks.isEmpty()) {
            return;
        }
        String folded = fold(name);
        for (int slash = folded.indexOf('/'); slash >= 0; slash = folded.indexOf('/', slash + 1)) {
            if (symlinks.contains(folded.substring(0, slash))) {
                throw new Hostile("written through a link of the archive: " + shown);
            }
        }
    }

    private String fold(String name) {
        return limits.foldCase()
                ? new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                        .toLowerCase(Locale.ROOT)
                : name;
    }

    private long key(String name) {
        return ByteBuffer.wrap(digest.digest(fold(name).getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
