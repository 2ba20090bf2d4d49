package org.cnxrunbooks.database;

import java.util.List;

/**
 * A backup that text, exit code and the vendor's checker all call good.
 *
 * @param timestamp the product's own name of the image, e.g. Db2's 14 digits; empty where it has none
 * @param command what ran, for people
 * @param log the last lines of the tool
 */
public record DatabaseDump(
        String database, List<DatabaseImage> images, String timestamp, String command, int exitCode, String log) {

    public DatabaseDump {
        images = List.copyOf(images);
    }
}
