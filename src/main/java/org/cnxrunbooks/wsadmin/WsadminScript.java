package org.cnxrunbooks.wsadmin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The Jython scripts, in {@code wsadmin/} on the class path. They parse and run on Jython 2.1 (WebSphere up to 8.5.5)
 * and 2.7 (9.0) and change nothing, but for {@link #SYNC_NODE}.
 */
enum WsadminScript {
    REPORT_CELL("report_cell"),
    LIST_APPLICATIONS("list_applications"),
    EXPORT_ROLES("export_roles"),
    REPORT_ALIAS("report_alias"),
    REPORT_APPLICATIONS("report_applications"),
    REPORT_SYNC("report_sync"),
    REPORT_SESSIONS("report_sessions"),
    SYNC_NODE("sync_node");

    private static final String PRELUDE = "encode_lines";

    private final String stem;

    WsadminScript(String stem) {
        this.stem = stem;
    }

    /** Prelude and script; ASCII only. */
    byte[] content() {
        return (resource(PRELUDE) + "\n" + resource(stem)).getBytes(StandardCharsets.US_ASCII);
    }

    /** Names the content, e.g. {@code report_cell-1f0c2ab4d9e77a10.py}: one name never means two texts. */
    String fileName() {
        return stem + "-" + digest(content()).substring(0, 16) + ".py";
    }

    private static String resource(String stem) {
        try (InputStream stream = WsadminScript.class.getResourceAsStream("/wsadmin/" + stem + ".py")) {
            if (stream == null) {
                throw new IllegalStateException("missing resource wsadmin/" + stem + ".py");
            }
            return new String(stream.readAllBytes(), StandardCharsets.US_ASCII).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
