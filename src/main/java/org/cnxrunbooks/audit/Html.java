package org.cnxrunbooks.audit;

/** Text within HTML and SVG. */
final class Html {

    private Html() {}

    /** Harmless in content and in quoted attributes; what XML cannot hold becomes the replacement character. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(writable(point) ? point : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean writable(int point) {
        return point >= 0x20 && !(point >= 0xD800 && point <= 0xDFFF) && point < 0xFFFE
                || point == '\n'
                || point == '\t'
                || point > 0xFFFF;
    }
}
