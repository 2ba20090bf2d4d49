package org.cnxrunbooks.app;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Which secrets were found where; packed bytes are looked at unpacked, too. */
final class CanaryFindings {

    private static final int TAR_MAGIC = 257;
    private static final int HEAD = 512;

    private final CanarySearch search;
    private final Map<String, Set<String>> byPlace = new ConcurrentSkipListMap<>();

    CanaryFindings(CanarySearch search) {
        this.search = search;
    }

    CanarySearch search() {
        return search;
    }

    void add(String place, Set<String> found) {
        if (!found.isEmpty()) {
            byPlace.computeIfAbsent(place, key -> new TreeSet<>()).addAll(found);
        }
    }

    void look(String place, String text) {
        add(place, search.in(text.getBytes(StandardCharsets.UTF_8)));
    }

    void look(String place, byte[] bytes) throws IOException {
        look(place, new ByteArrayInputStream(bytes));
    }

    /** Reads to the end of the stream, which stays open. */
    void look(String place, InputStream stream) throws IOException {
        BufferedInputStream in = new BufferedInputStream(stream, 1 << 16);
        in.mark(HEAD + 1);
        byte[] head = in.readNBytes(HEAD);
        in.reset();
        if (starts(head, 0x28, 0xb5, 0x2f, 0xfd)) {
            look(place, new ZstdInputStream(in));
        } else if (starts(head, 0x1f, 0x8b)) {
            look(place, new GZIPInputStream(in));
        } else if (starts(head, 'P', 'K', 3, 4)) {
            zip(place, in.readAllBytes());
        } else if (head.length == HEAD && new String(head, TAR_MAGIC, 5, StandardCharsets.US_ASCII).equals("ustar")) {
            tar(place, in);
        } else {
            plain(place, in);
        }
    }

    /** Places with their secrets, without those that a rule calls legitimate. */
    Map<String, Set<String>> unexplained(List<Legitimate> rules) {
        Map<String, Set<String>> rest = new TreeMap<>();
        byPlace.forEach((place, found) -> {
            Set<String> open = new TreeSet<>(found);
            open.removeIf(secret -> rules.stream().anyMatch(rule -> rule.covers(place, secret)));
            if (!open.isEmpty()) {
                rest.put(place, open);
            }
        });
        return rest;
    }

    /** Where that secret was found, among the places that match. */
    Set<String> places(String pattern, String secret) {
        Set<String> places = new TreeSet<>();
        byPlace.forEach((place, found) -> {
            if (place.matches(pattern) && found.stream().anyMatch(name -> name.startsWith(secret))) {
                places.add(place);
            }
        });
        return places;
    }

    private void plain(String place, InputStream in) throws IOException {
        CanarySearch.Scan scan = search.new Scan();
        byte[] piece = new byte[1 << 16];
        for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
            scan.feed(piece, length);
        }
        add(place, scan.found());
    }

    private void tar(String place, InputStream in) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(in);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            look(place + " name", entry.getName() + " " + entry.getLinkName());
            look(place + "!" + entry.getName(), tar);
        }
    }

    /** The bytes as they are as well: what is in no entry must not hide. */
    private void zip(String place, byte[] bytes) throws IOException {
        add(place, search.in(bytes));
        ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            look(place + "!" + entry.getName(), zip);
        }
    }

    private static boolean starts(byte[] head, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (head.length <= i || (head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Where a secret may stand.
     *
     * @param place regular expression
     * @param secret beginning of the secret's name
     * @param reason why that is right
     */
    record Legitimate(String place, String secret, String reason) {
        boolean covers(String where, String found) {
            return where.matches(place) && found.startsWith(secret);
        }
    }
}
