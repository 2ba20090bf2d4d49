package org.cnxrunbooks.webserver;

import java.util.Set;

/**
 * What a web server says of itself.
 *
 * @param version first line of {@code apachectl -v}, e.g. {@code Server version: IBM_HTTP_Server/9.0.5.25 (Unix)}
 * @param dialect which words its configuration knows
 * @param mpm {@code worker}, {@code event} or {@code prefork}
 * @param modules names as in {@code apachectl -M}, e.g. {@code rewrite_module}, static and shared
 * @param running whether a process that its pid file names is alive
 */
public record ServerFacts(String version, Dialect dialect, String mpm, Set<String> modules, boolean running) {

    /** Apache 2.2 (IBM HTTP Server 8.5) or Apache 2.4 (IBM HTTP Server 9). */
    public enum Dialect {
        APACHE_22,
        APACHE_24
    }

    public ServerFacts {
        modules = Set.copyOf(modules);
    }

    public boolean has(String module) {
        return modules.contains(module);
    }
}
