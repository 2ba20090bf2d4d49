package org.cnxrunbooks.wsadmin;

/** Values for a file in the format of java.util.Properties, so that no character of a password can end its line. */
final class PropertyText {

    private PropertyText() {}

    /** As java.util.Properties reads it back; ASCII. */
    static String escaped(String value) {
        StringBuilder text = new StringBuilder();
        for (char unit : value.toCharArray()) {
            if (unit > 32 && unit < 127 && unit != '\\') {
                text.append(unit);
            } else {
                text.append(String.format("\\u%04X", (int) unit));
            }
        }
        return text.toString();
    }
}
