package org.cnxrunbooks.wsadmin;

/**
 * The form in which values cross wsadmin's standard output and arguments: printable ASCII without space, every other
 * UTF-16 unit as {@code %XXXX}, nothing at all as {@code %%}. The other half is {@code wsadmin/encode_lines.py}.
 */
final class PercentText {

    private static final String PLAIN = "._-/@,;:()[]{}$#+*?!&<>|~^\"'";

    private PercentText() {}

    static String encode(String text) {
        if (text.isEmpty()) {
            return "%%";
        }
        StringBuilder encoded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            boolean plain = unit < 128 && (Character.isLetterOrDigit(unit) || PLAIN.indexOf(unit) >= 0);
            if (plain) {
                encoded.append(unit);
            } else {
                encoded.append(String.format("%%%04X", (int) unit));
            }
        }
        return encoded.toString();
    }

    /** @throws IllegalArgumentException for text that {@link #encode} cannot have made */
    static String decode(String encoded) {
        if (encoded.equals("%%")) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        int i = 0;
        while (i < encoded.length()) {
            char unit = encoded.charAt(i);
            if (unit != '%') {
                text.append(unit);
                i++;
            } else if (i + 5 > encoded.length()) {
                throw new IllegalArgumentException("cut off: " + encoded);
            } else {
                text.append((char) Integer.parseInt(encoded.substring(i + 1, i + 5), 16));
                i += 5;
            }
        }
        return text.toString();
    }
}
