package org.cnxrunbooks.webserver;

import java.util.List;

/**
 * A section such as {@code <VirtualHost *:443>}.
 *
 * @param file absolute path of the file it stands in
 * @param line number of its opening line, from 1
 * @param name without bracket, as written, e.g. {@code VirtualHost}
 * @param arguments as of a directive
 */
public record Section(String file, int line, String name, List<String> arguments) {

    public Section {
        arguments = List.copyOf(arguments);
    }

    public boolean is(String wanted) {
        return name.equalsIgnoreCase(wanted);
    }
}
