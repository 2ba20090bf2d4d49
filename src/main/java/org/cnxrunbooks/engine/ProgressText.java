package org.cnxrunbooks.engine;

import java.util.Locale;

/** Progress as people read it in the log: binary units, one decimal below ten. */
final class ProgressText {

    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};

    private ProgressText() {}

    static String of(ProgressLine line) {
        StringBuilder text = new StringBuilder(bytes(line.bytesDone()));
        if (line.bytesExpected() > 0) {
            text.append(" of ")
                    .append(bytes(line.bytesExpected()))
                    .append(" (")
                    .append(line.percent())
                    .append(" %)");
        }
        text.append(", ")
                .append(line.filesDone())
                .append(" files, ")
                .append(bytes(line.bytesPerSecond()))
                .append("/s");
        line.remainingSeconds()
                .ifPresent(seconds -> text.append(", ").append(time(seconds)).append(" to go"));
        return text.toString();
    }

    private static String bytes(long count) {
        double value = count;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit > 0 && value < 10 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
    }

    private static String time(long seconds) {
        return seconds < 120 ? seconds + " s" : seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
    }
}
