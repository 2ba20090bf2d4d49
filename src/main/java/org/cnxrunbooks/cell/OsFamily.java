package org.cnxrunbooks.cell;

import java.util.Locale;
import java.util.regex.Pattern;

/** The operating system family of a cell's hosts; decides vendor default paths and how paths are written. */
public enum OsFamily {
    LINUX,
    AIX,
    WINDOWS;

    private static final Pattern WINDOWS_ABSOLUTE =
            Pattern.compile("(?:[A-Za-z]:[\\\\/]|\\\\\\\\[^\\\\]+\\\\[^\\\\]+).*");

    public String separator() {
        return this == WINDOWS ? "\\" : "/";
    }

    /** Whether a path of this family starts at a root: a slash, a drive with a slash, or a UNC share. */
    public boolean isAbsolute(String path) {
        return this == WINDOWS ? WINDOWS_ABSOLUTE.matcher(path).matches() : path.startsWith("/");
    }

    /** The parts one below the other; a separator that a part ends with is not doubled. */
    public String join(String root, String... parts) {
        StringBuilder path = new StringBuilder(root);
        for (String part : parts) {
            if (!path.toString().endsWith(separator())) {
                path.append(separator());
            }
            path.append(part);
        }
        return path.toString();
    }

    /** Whether a path is that directory or lies below it, by its text alone; Windows looks at neither case nor slant. */
    public boolean isBelow(String path, String directory) {
        String inner = comparable(path);
        String outer = comparable(directory);
        return inner.equals(outer) || inner.startsWith(outer.endsWith("/") ? outer : outer + "/");
    }

    private String comparable(String path) {
        String slashed = this == WINDOWS ? path.replace('\\', '/').toLowerCase(Locale.ROOT) : path;
        return slashed.length() > 1 && slashed.endsWith("/") ? slashed.substring(0, slashed.length() - 1) : slashed;
    }
}
