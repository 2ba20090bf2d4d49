package org.cnxrunbooks.webserver;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an XML file, its encoding, and a text with one character for each byte, so that places in the text are
 * places in the file. In every encoding accepted here a byte below 128 is that ASCII character and nothing else, which
 * is what makes markup findable without decoding.
 */
final class XmlSource {

    private static final Map<String, Charset> ENCODINGS = Map.of(
            "utf-8", StandardCharsets.UTF_8,
            "iso-8859-1", StandardCharsets.ISO_8859_1,
            "us-ascii", StandardCharsets.US_ASCII);
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";
    private static final Pattern DECLARATION = Pattern.compile(
            """
            <\\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["'])1\\.0\\1\
            (?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["'])([A-Za-z][A-Za-z0-9._-]*)\\2)?\
            (?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(["'])(?:yes|no)\\4)?[ \t\r\n]*\\?>""");

    private final String path;
    private final byte[] bytes;
    private final String text;
    private final int[] ends;
    private final Charset charset;
    private final int body;

    /** Refuses encodings other than UTF-8, ISO-8859-1 and US-ASCII, and bytes that the declared one does not know. */
    XmlSource(String path, byte[] bytes) {
        this.path = path;
        this.bytes = bytes.clone();
        this.text = new String(bytes, StandardCharsets.ISO_8859_1);
        this.ends = IntStream.range(0, text.length()).filter(this::endsLine).toArray();
        int start = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
        Charset declared = StandardCharsets.UTF_8;
        if (text.startsWith("<?xml", start)) {
            Matcher declaration = DECLARATION.matcher(text).region(start, text.length());
            if (!declaration.lookingAt()) {
                throw refusal(start, "an XML declaration of another form", "version 1.0 and at most an encoding");
            }
            declared = encoding(start, declaration.group(3));
            body = declaration.end();
        } else {
            body = start;
        }
        if (start > 0 && !declared.equals(StandardCharsets.UTF_8)) {
            throw refusal(0, "a byte order mark of UTF-8 and encoding " + declared, "one encoding");
        }
        charset = declared;
        refuseUndecodable();
    }

    private boolean endsLine(int place) {
        char unit = text.charAt(place);
        return unit == '\n' || (unit == '\r' && !text.startsWith("\n", place + 1));
    }

    private Charset encoding(int place, @Nullable String name) {
        if (name == null) {
            return StandardCharsets.UTF_8;
        }
        Charset known = ENCODINGS.get(name.toLowerCase(Locale.ROOT));
        if (known == null) {
            throw refusal(place, "encoding " + name, "UTF-8, ISO-8859-1 or US-ASCII");
        }
        return known;
    }

    private void refuseUndecodable() {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        if (charset.newDecoder().decode(in, out, true).isError()) {
            throw refusal(in.position(), "bytes that are not " + charset, "the declared encoding");
        }
    }

    String path() {
        return path;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** One character for each byte. */
    String text() {
        return text;
    }

    /** Place behind byte order mark and XML declaration. */
    int body() {
        return body;
    }

    /** What stands between two places, decoded. */
    String decoded(int from, int to) {
        return new String(bytes, from, to - from, charset);
    }

    /** Number of the line that holds this place, from 1. */
    int line(int place) {
        int found = Arrays.binarySearch(ends, place);
        return (found < 0 ? -found - 1 : found) + 1;
    }

    ConfigRefusal refusal(int place, String observed, String expected) {
        return refusalAtLine(line(place), observed, expected);
    }

    ConfigRefusal refusalAtLine(int line, String observed, String expected) {
        return new ConfigRefusal(
                """
                plugin-cfg.xml is not understood: %s line %d (observed %s, expected %s)
                HINT: nothing was changed. Mend the file by hand, or generate and propagate the plug-in configuration \
                anew, then start a new run."""
                        .formatted(path, line, observed, expected));
    }
}
