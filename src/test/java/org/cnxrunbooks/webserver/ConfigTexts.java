package org.cnxrunbooks.webserver;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Configurations of tests: one file as text. */
final class ConfigTexts {

    static final String ROOT = "/opt/IBM/HTTPServer";
    static final String MAIN = ROOT + "/conf/httpd.conf";
    static final ServerFacts IHS85 = facts(ServerFacts.Dialect.APACHE_22);
    static final ServerFacts IHS9 = facts(ServerFacts.Dialect.APACHE_24);

    private ConfigTexts() {}

    static ServerFacts facts(ServerFacts.Dialect dialect, String... modules) {
        return new ServerFacts("Server version: test", dialect, "event", Set.of(modules), true);
    }

    static HttpdConfig config(String text) {
        return HttpdConfig.parse(ROOT, MAIN, Map.of(MAIN, text.getBytes(StandardCharsets.ISO_8859_1)), Map.of());
    }

    static List<Directive> effective(String text) {
        return config(text).effective(IHS9);
    }
}
