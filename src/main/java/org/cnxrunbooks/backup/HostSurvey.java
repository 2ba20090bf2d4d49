package org.cnxrunbooks.backup;

import java.util.Map;
import org.cnxrunbooks.vault.PackTools;

/** What one host has. */
record HostSurvey(Map<String, PathFact> paths, PackTools tools) {

    HostSurvey {
        paths = Map.copyOf(paths);
    }

    PathFact path(String path) {
        return paths.getOrDefault(path, PathFact.MISSING);
    }
}
