package org.cnxrunbooks.cell;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is installed. Content may be restored to the same release only, {@code /provision} only to the identical level
 * (HCL, "Backing up Connections").
 *
 * @param product e.g. {@code HCL Connections}
 * @param release major and minor, e.g. {@code 8.0}
 * @param cumulativeRefresh e.g. {@code CR5}; absent for the base level
 * @param interimFixes APAR ids in upper case, e.g. {@code LO100042}, sorted
 */
public record ReleaseLevel(
        String product, String release, @Nullable String cumulativeRefresh, List<String> interimFixes) {

    public static final Pattern RELEASE = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})");
    public static final Pattern CUMULATIVE_REFRESH = Pattern.compile("CR(\\d{1,3})");
    public static final Pattern INTERIM_FIX = Pattern.compile("[A-Z]{2}\\d{5,6}");

    public ReleaseLevel {
        if (!RELEASE.matcher(release).matches()) {
            throw new IllegalArgumentException("Not a release (observed %s, expected e.g. 8.0)".formatted(release));
        }
        if (cumulativeRefresh != null
                && !CUMULATIVE_REFRESH.matcher(cumulativeRefresh).matches()) {
            throw new IllegalArgumentException(
                    "Not a cumulative refresh (observed %s, expected e.g. CR5)".formatted(cumulativeRefresh));
        }
        interimFixes = interimFixes.stream()
                .sorted(Comparator.naturalOrder())
                .distinct()
                .collect(Collectors.toUnmodifiableList());
    }

    /** 0 for the base level. */
    public int cumulativeRefreshNumber() {
        return cumulativeRefresh == null ? 0 : group(CUMULATIVE_REFRESH, cumulativeRefresh, 1);
    }

    /** The release that content belongs to: 6.0 from CR6 on is 6.5 (HCL, "Backing up Connections"). */
    public String contentRelease() {
        return release.equals("6.0") && cumulativeRefreshNumber() >= 6 ? "6.5" : release;
    }

    public boolean contentAtLeast(int major, int minor) {
        int ownMajor = group(RELEASE, contentRelease(), 1);
        return ownMajor > major || ownMajor == major && group(RELEASE, contentRelease(), 2) >= minor;
    }

    /** One line for people and for the tag of what fits one level only, e.g. {@code 8.0 CR5 LO100042}. */
    public String exactLevel() {
        StringBuilder level = new StringBuilder(release);
        if (cumulativeRefresh != null) {
            level.append(' ').append(cumulativeRefresh);
        }
        interimFixes.forEach(fix -> level.append(' ').append(fix));
        return level.toString();
    }

    private static int group(Pattern pattern, String text, int group) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalStateException("Checked before: " + text);
        }
        return Integer.parseInt(matcher.group(group));
    }
}
