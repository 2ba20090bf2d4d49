package org.cnxrunbooks.webserver;

import java.util.List;

/**
 * One directive of a configuration, as httpd would read it.
 *
 * @param file absolute path of the file it stands in
 * @param line number of its first line, from 1
 * @param name as written; httpd does not mind the case
 * @param arguments without their quotes, continuation lines joined; bytes beyond ASCII as ISO-8859-1
 * @param within the sections around it, the outermost first; an included file inherits those of its Include
 */
public record Directive(String file, int line, String name, List<String> arguments, List<Section> within) {

    public Directive {
        arguments = List.copyOf(arguments);
        within = List.copyOf(within);
    }

    public boolean is(String wanted) {
        return name.equalsIgnoreCase(wanted);
    }
}
