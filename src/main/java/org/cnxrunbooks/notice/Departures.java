package org.cnxrunbooks.notice;

import java.util.List;
import java.util.Map;

/** Where the vendor's text (seed 004) is left, and why; each was measured on Apache 2.4 with that text as printed. */
final class Departures {

    private static final List<Departure> PAGE = List.of(
            new Departure(
                    "004-2.2.1: the page is made as upgrading.html and named upgrading.htm in the rules",
                    "one name everywhere: upgrading.html",
                    "as printed, users get the server's own error page or a loop of redirects"),
            new Departure(
                    "004-2.2.2: a rewrite rule at the end of httpd.conf",
                    "a form that every virtual host takes over, http and https",
                    "virtual hosts do not inherit rewrite rules: https stays open"),
            new Departure(
                    "004-2.2.2: addresses as patterns without end and with bare dots",
                    "whole addresses, compared as addresses or anchored and escaped",
                    "127.0.0.12 as a pattern lets 127.0.0.121 in too"),
            new Departure(
                    "004-2.2.2: REMOTE_HOST",
                    "the client's address",
                    "with HostnameLookups it is a name, and whoever is to stay in is shut out"),
            new Departure(
                    "004-2.2.2: Order, Deny and Allow",
                    "the words of the web server's own level",
                    "IBM HTTP Server 9 does not start with them unless a module is loaded"),
            new Departure(
                    "004-2.2.2: the page lies below the closed Location",
                    "the page is let through",
                    "with any other Location in the file the server's own error page appears"),
            new Departure(
                    "004-2.2.1: ErrorDocument 401", "left out", "nobody is asked for a password, so it never applies"),
            new Departure(
                    "004-3: delete the stanzas",
                    "only the marked block is taken out; bytes are compared with those of before",
                    "what others changed meanwhile stays"));

    private static final List<Departure> STOP = List.of(new Departure(
            "004-2.1: stop the web server",
            "stopped through apachectl, seen to be gone, and proven by refused connections",
            "apachectl returns before the effect"));

    private Departures() {}

    private record Departure(String document, String here, String why) {}

    static List<Map<String, String>> of(ShutOut shutOut) {
        return (shutOut == ShutOut.STOP ? STOP : PAGE)
                .stream()
                        .map(departure ->
                                Map.of("document", departure.document, "here", departure.here, "why", departure.why))
                        .toList();
    }
}
