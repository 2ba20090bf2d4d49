package org.cnxrunbooks.audit;

import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** How answers leave: never kept by anybody on the way, and never taken for anything but what they say they are. */
final class Answers {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private Answers() {}

    static <T> ResponseEntity<T> fresh(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }

    /** @param format {@code csv} for a file; anything else answers the table itself */
    static ResponseEntity<?> sheet(Sheet sheet, String format, String name) {
        return format.equals("csv")
                ? file(Csv.of(sheet).getBytes(StandardCharsets.UTF_8), CSV, name + ".csv")
                : fresh(sheet);
    }

    static ResponseEntity<byte[]> file(byte[] content, MediaType type, String name) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .contentType(type)
                .body(content);
    }
}
