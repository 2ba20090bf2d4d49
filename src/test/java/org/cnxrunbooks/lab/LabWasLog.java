package org.cnxrunbooks.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A {@code SystemOut.log}. */
record LabWasLog(Path file) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("[M/d/yy H:mm:ss:SSS 'UTC']", Locale.ROOT);

    void write(String id, String text) throws IOException {
        Files.writeString(
                file,
                LocalDateTime.now(ZoneOffset.UTC).format(STAMP) + " 00000001 WsServerImpl  A   " + id + ": " + text
                        + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
