package org.cnxrunbooks.app;

import java.util.Arrays;
import java.util.Locale;
import org.cnxrunbooks.cell.OsFamily;
import org.jspecify.annotations.Nullable;

/** Checks that paths on the hosts are absolute in the way of their operating system, without {@code ..} in them. */
final class AbsolutePaths {

    private final String cellKey;
    private final OsFamily os;
    private final Violations violations;

    AbsolutePaths(String cellKey, OsFamily os, Violations violations) {
        this.cellKey = cellKey;
        this.os = os;
        this.violations = violations;
    }

    void check(DirectorySettings directories) {
        check(".directories.connections-root", directories.connectionsRoot());
        check(".directories.app-server-root", directories.appServerRoot());
        check(".directories.local-data", directories.localData());
        check(".directories.shared-data", directories.sharedData());
        check(".directories.shared-resources", directories.sharedResources());
        check(".directories.installation-manager-data", directories.installationManagerData());
        check(".directories.installation-manager", directories.installationManager());
        check(".directories.customization", directories.customization());
    }

    void check(@Nullable ContentManagerSettings contentManager) {
        if (contentManager != null) {
            check(".content-manager.storage-area", contentManager.storageArea());
            check(".content-manager.engine-ear", contentManager.engineEar());
        }
    }

    void check(String at, @Nullable String path) {
        if (path == null) {
            return;
        }
        boolean climbs = Arrays.asList(path.split("[/\\\\]")).contains("..");
        boolean unprintable = path.chars().anyMatch(Character::isISOControl);
        if (!os.isAbsolute(path) || climbs || unprintable) {
            violations.add(
                    cellKey + at,
                    unprintable ? "a path with control characters" : "'" + path + "'",
                    "an absolute path of " + os.name().toLowerCase(Locale.ROOT) + " without ..",
                    os == OsFamily.WINDOWS
                            ? "Start with a drive, e.g. D:\\IBM\\Connections; in double quotes YAML wants each \\ twice."
                            : "Start with /, e.g. /opt/IBM/Connections.");
        }
    }
}
