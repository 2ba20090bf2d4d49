package org.cnxrunbooks.vault;

import java.util.Locale;

/**
 * The lines of the list of entries. The list is a file for {@code sha256sum -c}: a comment for each member,
 * {@code # <type> <mode> <uid>:<gid> <seconds>.<nanos> <size> <name>[TAB<link target>]}, and behind the comment of a
 * file the line of its digest. Names keep their bytes; a backslash, a line feed and a carriage return are written as
 * sha256sum writes them (GNU coreutils, "cksum output modes").
 */
final class ListLine {

    private ListLine() {}

    static String comment(TarEntry entry) {
        StringBuilder line = new StringBuilder(64 + entry.name().length())
                .append("# ")
                .append(entry.type().letter())
                .append(String.format(Locale.ROOT, " %04o ", entry.mode()))
                .append(entry.uid())
                .append(':')
                .append(entry.gid())
                .append(String.format(Locale.ROOT, " %d.%09d ", entry.seconds(), entry.nanos()))
                .append(entry.size())
                .append(' ')
                .append(escaped(entry.name()));
        return entry.link().isEmpty()
                ? line.toString()
                : line.append('\t').append(escaped(entry.link())).toString();
    }

    static String digest(String sha256, String name) {
        String escaped = escaped(name);
        return (escaped.length() == name.length() ? "" : "\\") + sha256 + "  " + escaped;
    }

    static String escaped(String name) {
        if (name.indexOf('\\') < 0 && name.indexOf('\n') < 0 && name.indexOf('\r') < 0) {
            return name;
        }
        return name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }
}
