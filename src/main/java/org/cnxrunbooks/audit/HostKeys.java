package org.cnxrunbooks.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.cnxrunbooks.cell.Cells;
import org.cnxrunbooks.cell.Host;

/** The prints of a cell's pinned host keys, as {@code ssh-keygen -l} writes them. */
final class HostKeys {

    private HostKeys() {}

    /** {@code <host> <address> <type> SHA256:<print>}; none for a cell that is not configured any more. */
    static List<String> lines(Cells cells, String cell) {
        return cells.find(cell).stream()
                .flatMap(found -> found.hosts().values().stream())
                .map(HostKeys::line)
                .toList();
    }

    private static String line(Host host) {
        String[] words = host.hostKey().split(" ");
        return host.name() + " " + host.address() + " " + words[0] + " SHA256:" + print(words[1]);
    }

    private static String print(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getDecoder().decode(key));
            return Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
