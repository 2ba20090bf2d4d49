package org.cnxrunbooks.webserver;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines that shut users out. The refusal is a rewrite rule, the first in the main server and in every virtual host,
 * because a site's own redirects would answer before anything that is merged later, and because virtual hosts do not
 * inherit rules (measured on Apache 2.4). Only words of the web server's own level are used.
 */
final class NoticeStanza {

    private static final String VARIABLE = "maintenance_notice";

    private final NoticeRequest request;
    private final ServerFacts facts;

    NoticeStanza(NoticeRequest request, ServerFacts facts) {
        this.request = request;
        this.facts = facts;
    }

    /** For the main server: modules, then the rule. */
    List<String> head() {
        List<String> lines = new ArrayList<>(load("rewrite"));
        if (waits()) {
            lines.addAll(load("headers"));
        }
        lines.addAll(rule());
        return lines;
    }

    /** For one server, main or virtual. */
    List<String> rule() {
        List<String> lines = new ArrayList<>();
        lines.add("RewriteEngine On");
        lines.add("RewriteRule ^" + literal(request.page()) + "$ - [L]");
        request.allowed().forEach(range -> lines.add("RewriteCond " + elsewhere(range)));
        lines.add("RewriteRule ^ - [E=" + VARIABLE + ":1," + flag() + "]");
        lines.add("<IfModule mod_proxy.c>");
        lines.add("  ProxyPass " + request.page() + " !");
        lines.add("</IfModule>");
        return lines;
    }

    /** What is inherited, and wins where it stands last. */
    List<String> tail() {
        List<String> lines = new ArrayList<>(errorDocument());
        if (waits()) {
            lines.add("Header always set Retry-After %d env=REDIRECT_%s"
                    .formatted(Math.max(1, request.retryAfter().toSeconds()), VARIABLE));
        }
        lines.add("<Location " + request.page() + ">");
        if (facts.dialect() == ServerFacts.Dialect.APACHE_24) {
            lines.add("  Require all granted");
        }
        if (facts.dialect() == ServerFacts.Dialect.APACHE_22) {
            lines.add("  Order Allow,Deny");
            lines.add("  Allow from all");
        }
        lines.add("</Location>");
        return lines;
    }

    List<String> errorDocument() {
        return List.of("ErrorDocument " + request.statusCode() + " " + request.page());
    }

    private boolean waits() {
        return request.statusCode() == 503;
    }

    private String flag() {
        return request.statusCode() == 403 ? "F" : "R=" + request.statusCode() + ",L";
    }

    private List<String> load(String module) {
        if (facts.has(module + "_module")) {
            return List.of();
        }
        String file = "mod_" + module + ".so";
        if (!request.moduleFiles().contains(file)) {
            throw new ConfigRefusal(
                    "Module missing: modules/%s (observed no such file, expected it)%nHINT: Install it, or choose another status code or the stop."
                            .formatted(file));
        }
        return List.of(
                "<IfModule !mod_" + module + ".c>",
                "  LoadModule " + module + "_module modules/" + file,
                "</IfModule>");
    }

    private String elsewhere(AddressRange range) {
        if (facts.dialect() == ServerFacts.Dialect.APACHE_24) {
            return "expr \"! -R '" + range + "'\"";
        }
        if (!range.isIpv4() || !(range.isSingle() || range.bits() % 8 == 0)) {
            throw new ConfigRefusal(
                    "Address not expressible on this level: %s (observed %s, expected IPv4 addresses or ranges of 8, 16 or 24 bits)%nHINT: List the single addresses."
                            .formatted(range, facts.version()));
        }
        String[] octets = range.address().getHostAddress().split("\\.");
        String counted = String.join("\\.", List.of(octets).subList(0, range.bits() / 8));
        return "%{REMOTE_ADDR} !^" + counted + (range.isSingle() ? "$" : range.bits() == 0 ? "" : "\\.");
    }

    private static String literal(String text) {
        return text.replaceAll("([.^$|()\\[\\]{}*+?\\\\])", "\\\\$1");
    }
}
