package org.cnxrunbooks.webserver;

import java.util.List;

/**
 * One logical line that is neither blank nor comment, continuation lines joined.
 *
 * @param kind what it does to the nesting
 * @param line number of its first physical line, from 1
 * @param begin index of its first byte
 * @param end index after its last byte, the line end included
 * @param name without brackets
 * @param arguments without quotes
 */
record Statement(Kind kind, int line, int begin, int end, String name, List<String> arguments) {

    enum Kind {
        DIRECTIVE,
        OPEN,
        CLOSE
    }

    boolean is(String wanted) {
        return name.equalsIgnoreCase(wanted);
    }

    boolean opens(String section) {
        return kind == Kind.OPEN && is(section);
    }
}
