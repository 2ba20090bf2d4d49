package org.cnxrunbooks.lab;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What of the lab is the real thing and what a fallback, as {@code real} or {@code fallback}.
 *
 * @param https whether the web servers have it
 */
record LabParts(String ssh, String webServer, String database, boolean https) {

    static LabParts of(LabOptions options) {
        return new LabParts(
                kind(options, LabOptions.Part.SSH),
                kind(options, LabOptions.Part.WEB_SERVER),
                kind(options, LabOptions.Part.DATABASE),
                false);
    }

    LabParts with(LabWebServers servers) {
        return new LabParts(ssh, servers.kind(), database, servers.https());
    }

    boolean realDatabase() {
        return database.equals("real");
    }

    Map<String, String> asMap() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("ssh", ssh);
        map.put("webServer", webServer);
        map.put("database", database);
        return map;
    }

    private static String kind(LabOptions options, LabOptions.Part part) {
        return LabRequirement.real(options, part) ? "real" : "fallback";
    }
}
