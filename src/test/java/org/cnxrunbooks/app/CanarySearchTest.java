package org.cnxrunbooks.app;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanarySearchTest {

    private final Canary canary = Canary.password("one");
    private final CanarySearch search = new CanarySearch(List.of(Canary.password("other"), canary));

    @Test
    void nothing_is_found_where_nothing_is() {
        assertThat(search.in(canary.value().substring(1, 19).repeat(5).getBytes(UTF_8)))
                .isEmpty();
    }

    @Test
    void it_is_found_as_it_is_and_wide_and_in_hexadecimal_and_in_an_address() {
        String text = "a password: " + canary.value() + " ...";
        assertThat(search.in(text.getBytes(UTF_8))).containsExactly("one (plain)");
        assertThat(search.in(text.getBytes(UTF_16LE))).contains("one (UTF-16LE)");
        assertThat(search.in(text.getBytes(UTF_16BE))).contains("one (UTF-16BE)");
        assertThat(search.in(HexFormat.of().formatHex(text.getBytes(UTF_8)).getBytes(UTF_8)))
                .containsExactly("one (hex)");
        assertThat(search.in(URLEncoder.encode(text, UTF_8).getBytes(UTF_8))).containsExactly("one (plain)");
        assertThat(search.in(HexFormat.of()
                        .withUpperCase()
                        .withPrefix("%")
                        .formatHex(text.getBytes(UTF_8))
                        .getBytes(UTF_8)))
                .containsExactly("one (PERCENT)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "use", "user"})
    void it_is_found_in_base64_at_every_alignment_and_as_websphere_encodes_it(String before) {
        byte[] bytes = (before + canary.value()).getBytes(UTF_8);
        assertThat(search.in(Base64.getEncoder().encode(bytes)))
                .anyMatch(found -> found.startsWith("one (Base64+" + before.length() % 3));
        assertThat(search.in(Base64.getUrlEncoder().encode(bytes)))
                .anyMatch(found -> found.startsWith("one (Base64URL+" + before.length() % 3));
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= '_';
        }
        assertThat(search.in(Base64.getEncoder().encode(bytes))).contains("one (xor+" + before.length() % 3 + ")");
    }

    @Test
    void it_is_found_across_pieces_and_within_packed_bytes() throws IOException {
        byte[] bytes = ("x" + canary.value()).getBytes(UTF_8);
        CanarySearch.Scan scan = search.new Scan();
        for (byte single : bytes) {
            scan.feed(new byte[] {single}, 1);
        }
        assertThat(scan.found()).containsExactly("one (plain)");

        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry("inner.gz"));
            try (GZIPOutputStream gzip = new GZIPOutputStream(zip)) {
                gzip.write(bytes);
            }
        }
        CanaryFindings findings = new CanaryFindings(search);
        findings.look("pack", packed.toByteArray());
        assertThat(findings.places("pack!inner.gz", "one")).hasSize(1);
    }
}
