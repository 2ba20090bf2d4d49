package org.cnxrunbooks.app;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a secret may be written: as it is, and encoded so that a reader has it back at once. */
final class CanaryForms {

    private CanaryForms() {}

    /** Bytes to look for, by the name of the form. */
    static Map<String, byte[]> of(byte[] core) {
        Map<String, byte[]> forms = new LinkedHashMap<>();
        forms.put("plain", core);
        forms.put("UTF-16LE", widened(core, 0));
        forms.put("UTF-16BE", widened(core, 1));
        byte[] xor = core.clone();
        for (int i = 0; i < xor.length; i++) {
            xor[i] ^= '_'; // what WebSphere writes behind {xor}, in Base64
        }
        for (int shift = 0; shift < 3; shift++) {
            forms.put("Base64+" + shift, base64(core, shift));
            forms.put("Base64URL+" + shift, url(base64(core, shift)));
            forms.put("xor+" + shift, base64(xor, shift));
        }
        forms.put("hex", ascii(HexFormat.of().formatHex(core)));
        forms.put("HEX", ascii(HexFormat.of().withUpperCase().formatHex(core)));
        forms.put("percent", ascii(HexFormat.of().withPrefix("%").formatHex(core)));
        forms.put(
                "PERCENT", ascii(HexFormat.of().withUpperCase().withPrefix("%").formatHex(core)));
        return forms;
    }

    /** The characters that do not depend on what stands before and after, when that many bytes stand before. */
    private static byte[] base64(byte[] core, int shift) {
        byte[] shifted = new byte[shift + core.length];
        System.arraycopy(core, 0, shifted, shift, core.length);
        String all = Base64.getEncoder().encodeToString(shifted);
        return ascii(all.substring(shift == 0 ? 0 : shift + 1, shifted.length * 8 / 6));
    }

    private static byte[] url(byte[] base64) {
        return ascii(
                new String(base64, StandardCharsets.US_ASCII).replace('+', '-').replace('/', '_'));
    }

    private static byte[] widened(byte[] core, int offset) {
        byte[] wide = new byte[core.length * 2];
        for (int i = 0; i < core.length; i++) {
            wide[2 * i + offset] = core[i];
        }
        return wide;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
