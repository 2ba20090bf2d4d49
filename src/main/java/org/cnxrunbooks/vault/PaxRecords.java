package org.cnxrunbooks.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Extended headers (POSIX.1-2001): {@code <length> <key>=<value>\n}, values kept as bytes. */
final class PaxRecords {

    private PaxRecords() {}

    static Map<String, String> parse(byte[] content) throws IOException {
        Map<String, String> records = new HashMap<>();
        int at = 0;
        while (at < content.length) {
            int space = at;
            int length = 0;
            while (space < content.length && content[space] >= '0' && content[space] <= '9' && space - at < 9) {
                length = length * 10 + content[space++] - '0';
            }
            int end = at + length;
            if (space == at
                    || space >= content.length
                    || content[space] != ' '
                    || end > content.length
                    || end <= space + 1
                    || content[end - 1] != '\n') {
                throw new IOException("extended tar header is not well-formed at byte " + at);
            }
            String record = new String(content, space + 1, end - space - 2, StandardCharsets.ISO_8859_1);
            int equals = record.indexOf('=');
            if (equals <= 0) {
                throw new IOException("extended tar header without a key at byte " + at);
            }
            records.put(record.substring(0, equals), record.substring(equals + 1));
            at = end;
        }
        return records;
    }

    static long number(Map<String, String> records, String key, long otherwise) throws IOException {
        String value = records.get(key);
        if (value == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IOException("extended tar header %s is not a number: %s".formatted(key, value), e);
        }
    }
}
