package org.cnxrunbooks.lab;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What of the lab is the real thing and what a fallback, as {@code real} or {@code fallback}.
 *
 * @param https whether the web server has it
 */
record LabParts(String ssh, String webServer, String database, boolean https) {

    static LabParts of(LabOptions options) {
        return new LabParts(
                kind(options, LabOptions.Part.SSH),
                kind(options, LabOptions.Part.WEB_SERVER),
                kind(options, LabOptions.Part.DATABASE),
                false);
    }

    LabParts with(LabWebServer web) {
        return new LabParts(ssh, web.kind(), database, web.https());
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
