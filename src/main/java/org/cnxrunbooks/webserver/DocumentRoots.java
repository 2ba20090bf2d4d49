package org.cnxrunbooks.webserver;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where the files of a web server lie. */
public final class DocumentRoots {

    private DocumentRoots() {}

    /**
     * Absolute paths of the main server's and every virtual host's, each once, without a slash at the end. A main server
     * that names none has {@code htdocs} of the server root, as httpd is built.
     *
     * @throws ConfigRefusal when one is written with a variable
     */
    public static Set<String> of(List<Directive> effective, String serverRoot) {
        Set<String> roots = new LinkedHashSet<>();
        boolean main = false;
        for (Directive directive : effective) {
            if (directive.is("DocumentRoot") && !directive.arguments().isEmpty()) {
                String path = directive.arguments().get(0);
                if (path.contains("${")) {
                    throw StatementReader.refusal(directive.file(), directive.line(), "a variable: " + path, "a path");
                }
                roots.add(HttpdConfig.absolute(serverRoot, path).replaceFirst("(?<=.)/+$", ""));
                main |= directive.within().stream().noneMatch(section -> section.is("VirtualHost"));
            }
        }
        if (!main) {
            roots.add(serverRoot + "/htdocs");
        }
        return roots;
    }
}
