package org.cnxrunbooks.wsadmin;

import java.util.List;
import org.cnxrunbooks.cell.Member;
import org.cnxrunbooks.cell.Node;

/**
 * A directory of a profile that may be emptied: {@code temp/<node>/<server>} or {@code wstemp}, nothing else. The
 * transaction log, {@code tranlog}, cannot be named.
 *
 * @param profile absolute
 * @param names of the directories from the profile down
 */
record TempDirectory(String profile, List<String> names) {

    TempDirectory {
        names = List.copyOf(names);
        boolean known = names.equals(List.of("wstemp"))
                || (names.size() == 3 && names.get(0).equals("temp"));
        if (!profile.startsWith("/") || !known || !names.stream().allMatch(TempDirectory::plain)) {
            throw new IllegalArgumentException("%s below %s (expected temp/<node>/<server> or wstemp of a profile)"
                    .formatted(String.join("/", names), profile));
        }
    }

    static TempDirectory of(Member member) {
        Node node = member.node();
        return new TempDirectory(
                node.profile(), List.of("temp", node.name(), member.server().name()));
    }

    static TempDirectory workspace(Node node) {
        return new TempDirectory(node.profile(), List.of("wstemp"));
    }

    String path() {
        return profile + "/" + String.join("/", names);
    }

    private static boolean plain(String name) {
        return !name.isBlank()
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(unit -> unit == '/' || unit < 32);
    }
}
