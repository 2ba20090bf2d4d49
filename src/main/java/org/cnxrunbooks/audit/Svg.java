package org.cnxrunbooks.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes a drawing as SVG and keeps count of its edges. Every text is escaped; nothing in it can run or refer. */
final class Svg {

    private static final double LETTER = 0.56;
    private static final double LINE = 1.2;

    private final String id;
    private final StringBuilder body = new StringBuilder();
    private double left = Double.MAX_VALUE;
    private double top = Double.MAX_VALUE;
    private double right = -Double.MAX_VALUE;
    private double bottom = -Double.MAX_VALUE;

    /** @param id tells the drawing's arrow heads from those of others on one page */
    Svg(String id) {
        this.id = Html.escape(id);
    }

    void open(String element, String tip) {
        body.append("<g data-element=\"%s\"><title>%s</title>".formatted(Html.escape(element), Html.escape(tip)));
    }

    void close() {
        body.append("</g>\n");
    }

    void box(double x, double y, double width, double height, int stroke, Ink ink) {
        reach(x, y);
        reach(x + width, y + height);
        add("<rect x='%s' y='%s' width='%s' height='%s' rx='9' %s/>", x, y, width, height, paint(ink, stroke));
    }

    void circle(double x, double y, double radius, int stroke, boolean inner, Ink ink) {
        reach(x - radius, y - radius);
        reach(x + radius, y + radius);
        add("<circle cx='%s' cy='%s' r='%s' %s/>", x, y, radius, paint(ink, stroke));
        if (inner) {
            add("<circle cx='%s' cy='%s' r='%s' %s/>", x, y, radius - 4, paint(ink, 1));
        }
    }

    void diamond(double x, double y, double size, Ink ink) {
        double half = size / 2;
        reach(x, y);
        reach(x + size, y + size);
        add(
                "<path d='M%s %s l%s %s l%s %s l%s %s z' %s/>",
                x + half, y, half, half, -half, half, -half, -half, paint(ink, 2));
    }

    void glyph(double x, double y, String sign, Ink ink) {
        if (!sign.isEmpty()) {
            add(
                    "<text x='%s' y='%s' font-size='19' text-anchor='middle' dominant-baseline='central' fill='%s'>%s</text>",
                    x, y, ink.line(), Html.escape(sign));
        }
    }

    void corner(double x, double y, String sign, Ink ink) {
        if (!sign.isEmpty()) {
            add("<text x='%s' y='%s' font-size='13' fill='%s'>%s</text>", x, y, ink.line(), Html.escape(sign));
        }
    }

    void plus(double x, double y, Ink ink) {
        add(
                "<path d='M%s %s h12 v12 h-12 z m6 2 v8 m-4 -4 h8' fill='none' stroke='%s' stroke-width='1.2'/>",
                x - 6, y - 6, ink.line());
    }

    void badge(double x, double y, String text, Ink ink) {
        double width = 10 + text.length() * 7;
        add("<rect x='%s' y='%s' width='%s' height='18' rx='9' fill='%s'/>", x - width + 9, y - 9, width, ink.line());
        add(
                "<text x='%s' y='%s' font-size='11' font-weight='600' text-anchor='middle' dominant-baseline='central' fill='#ffffff'>%s</text>",
                x + 9 - width / 2, y, Html.escape(text));
    }

    void flow(List<double[]> points, boolean taken) {
        points.forEach(point -> reach(point[0], point[1]));
        String line = points.stream()
                .map(point -> number(point[0]) + "," + number(point[1]))
                .collect(Collectors.joining(" "));
        add(
                "<polyline points='%s' fill='none' stroke='%s' stroke-width='%s' stroke-linejoin='round' marker-end='url(#%s)'/>\n",
                line, taken ? Ink.path() : Ink.FAINT.line(), taken ? 2.6 : 1.4, (taken ? "taken-" : "open-") + id);
    }

    /** Words wrapped to the width and centred around the point. */
    void text(double x, double y, double width, int size, String words, Ink ink) {
        List<String> lines = wrap(words, letters(width, size));
        lines(x, y - (lines.size() - 1) * size * LINE / 2, width, size, lines, ink);
    }

    /** Words wrapped to the width, from the point downwards. */
    void below(double x, double y, double width, int size, String words, Ink ink) {
        lines(x, y + size * LINE / 2, width, size, wrap(words, letters(width, size)), ink);
    }

    private void lines(double x, double first, double width, int size, List<String> lines, Ink ink) {
        for (int line = 0; line < lines.size(); line++) {
            double y = first + line * size * LINE;
            reach(x - width / 2, y - size / 2.0);
            reach(x + width / 2, y + size / 2.0);
            add(
                    "<text x='%s' y='%s' font-size='%s' text-anchor='middle' dominant-baseline='central' fill='%s'>%s</text>",
                    x, y, size, ink.text(), Html.escape(lines.get(line)));
        }
    }

    private static int letters(double width, int size) {
        return (int) Math.max(4, width / (size * LETTER));
    }

    String document(int margin) {
        double width = Math.max(1, right - left) + 2 * margin;
        double height = Math.max(1, bottom - top) + 2 * margin;
        return "<svg xmlns='http://www.w3.org/2000/svg' viewBox='%s %s %s %s' width='%s' height='%s' role='img' font-family='Arial, Helvetica, sans-serif'>\n"
                        .formatted(
                                number(left - margin),
                                number(top - margin),
                                number(width),
                                number(height),
                                number(width),
                                number(height))
                + "<defs>" + arrow("taken-" + id, Ink.path(), 5) + arrow("open-" + id, Ink.FAINT.line(), 8)
                + "</defs>\n" + body
                + "</svg>\n";
    }

    private static String arrow(String id, String colour, int size) {
        return ("<marker id='%s' viewBox='0 0 10 10' refX='9.5' refY='5' markerWidth='%d' markerHeight='%d' orient='auto'>"
                        + "<path d='M0 1 L10 5 L0 9 z' fill='%s'/></marker>")
                .formatted(id, size, size, colour);
    }

    private static String paint(Ink ink, int stroke) {
        return "fill='%s' stroke='%s' stroke-width='%d'%s"
                .formatted(
                        ink.fill(),
                        ink.line(),
                        stroke,
                        ink.dash().isEmpty() ? "" : " stroke-dasharray='" + ink.dash() + "'");
    }

    static List<String> wrap(String words, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words.split("\\s+")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private void reach(double x, double y) {
        left = Math.min(left, x);
        top = Math.min(top, y);
        right = Math.max(right, x);
        bottom = Math.max(bottom, y);
    }

    private void add(String format, Object... values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] instanceof Double value ? number(value) : values[i];
        }
        body.append(String.format(Locale.ROOT, format, values));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
