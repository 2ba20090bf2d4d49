package org.cnxrunbooks.wsadmin;

import java.util.List;
import org.cnxrunbooks.cell.ReleaseLevel;
import org.jspecify.annotations.Nullable;

/**
 * Fixes to install or to take back.
 *
 * @param ids APARs, at least one, each once
 * @param fixDirectory where the archives are, on the deployment manager's host; absent when the fixes are taken back
 * @param customizationBackedUp what the tool is told; it only reminds and checks nothing (HCL, "updateSilent command")
 */
record UpdateChange(List<String> ids, @Nullable String fixDirectory, boolean customizationBackedUp) {

    UpdateChange {
        ids = ids.stream().distinct().toList();
        if (ids.isEmpty()
                || !ids.stream()
                        .allMatch(id -> ReleaseLevel.INTERIM_FIX.matcher(id).matches())) {
            throw new IllegalArgumentException("Not ids of fixes (observed %s, expected e.g. LO100042)".formatted(ids));
        }
        if (fixDirectory != null && !fixDirectory.startsWith("/")) {
            throw new IllegalArgumentException("Not an absolute directory of fixes: " + fixDirectory);
        }
    }

    boolean install() {
        return fixDirectory != null;
    }

    /** For the name of a job; the order of the ids does not matter. */
    String effect() {
        return (install() ? "install-" : "uninstall-")
                + String.join("-", ids.stream().sorted().toList());
    }

    boolean reached(FixListing listing) {
        return install()
                ? listing.missingOf(ids).isEmpty()
                : listing.appliedOf(ids).isEmpty();
    }

    /** What is left to do: the tool refuses a fix that is in the wanted state. */
    UpdateChange rest(FixListing listing) {
        List<String> left = install() ? listing.missingOf(ids) : listing.appliedOf(ids);
        return new UpdateChange(left, fixDirectory, customizationBackedUp);
    }

    /** Fixes that are to be installed and are not there. */
    List<String> absent(FixListing listing) {
        return install()
                ? listing.missingOf(ids).stream()
                        .filter(id -> !listing.isAvailable(id))
                        .toList()
                : List.of();
    }

    boolean said(String log) {
        return install() ? UpdateText.saysInstalled(log) : UpdateText.saysUninstalled(log);
    }

    UpdateAnswer done() {
        return install() ? UpdateAnswer.INSTALLED : UpdateAnswer.UNINSTALLED;
    }

    UpdateAnswer already() {
        return install() ? UpdateAnswer.ALREADY_INSTALLED : UpdateAnswer.ALREADY_UNINSTALLED;
    }

    String title() {
        return (install() ? "Installation of " : "Uninstallation of ") + names();
    }

    String names() {
        return names(ids);
    }

    static String names(List<String> ids) {
        return ids.isEmpty() ? "none" : String.join(", ", ids);
    }
}
