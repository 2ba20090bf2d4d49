package org.cnxrunbooks.webserver;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines that shut users out. The refusal is a rewrite rule, the first in the main server and in every virtual host:
 * virtual hosts do not inherit rules, and a site's own {@code [R]} rules and Redirects answer before any {@code <If>} is
 * looked at (measured on Apache 2.4: 302 instead of 503). The page is rewritten to itself and not only let through, as
 * otherwise a Redirect or ProxyPass of the site would still take it. Only words of the web server's own level are used.
 */
final class NoticeStanza {

    private static final String VARIABLE = "maintenance_notice";

    private final NoticeRequest request;
    private final ServerFacts facts;

    NoticeStanza(NoticeRequest request, ServerFacts facts) {
        this.request = request;
        this.facts = facts;
    }

    boolean loadsRewrite() {
        return !facts.has("rewrite_module");
    }

    /** For the main server: the module, then the rule. */
    List<String> head() {
        List<String> lines = new ArrayList<>(load("rewrite"));
        lines.addAll(rule());
        return lines;
    }

    /** For one server, main or virtual. */
    List<String> rule() {
        List<String> lines = new ArrayList<>();
        lines.add("RewriteEngine On");
        lines.add("RewriteRule ^%s$ %s [L]".formatted(literal(request.page()), request.page()));
        request.allowed().forEach(range -> lines.add("RewriteCond " + elsewhere(range)));
        lines.add("RewriteRule ^ - [E=" + VARIABLE + ":1," + flag() + "]");
        return lines;
    }

    /** For the end of the main server: what virtual hosts inherit. */
    List<String> tail() {
        List<String> lines = new ArrayList<>();
        if (request.statusCode() == 503) {
            lines.addAll(load("headers"));
            lines.add("Header always set Retry-After %d env=REDIRECT_%s"
                    .formatted(request.retryAfter().toSeconds(), VARIABLE));
        }
        lines.addAll(errorDocument());
        lines.addAll(pageAccess());
        return lines;
    }

    List<String> errorDocument() {
        return List.of("ErrorDocument " + request.statusCode() + " " + request.page());
    }

    /**
     * Opens the page whatever the site's own rules say. An {@code <If>} is merged last and is inherited; on 2.2 a
     * Location must stand behind those of the same virtual host.
     */
    List<String> pageAccess() {
        if (facts.dialect() == ServerFacts.Dialect.APACHE_24) {
            return List.of(
                    "<If \"%{REQUEST_URI} == '" + request.page() + "'\">",
                    "  Require all granted",
                    "  <IfModule mod_access_compat.c>",
                    "    Order Allow,Deny",
                    "    Allow from all",
                    "    Satisfy Any",
                    "  </IfModule>",
                    "</If>");
        }
        return List.of(
                "<Location " + request.page() + ">",
                "  Order Allow,Deny",
                "  Allow from all",
                "  Satisfy Any",
                "</Location>");
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
        if (!range.isIpv4() || range.bits() % 8 != 0) {
            throw new ConfigRefusal(
                    "Address not expressible on this level: %s (observed %s, expected IPv4 addresses or ranges of 8, 16 or 24 bits)%nHINT: List the single addresses."
                            .formatted(range, facts.version()));
        }
        String[] octets = range.address().getHostAddress().split("\\.");
        String counted = String.join("\\.", List.of(octets).subList(0, range.bits() / 8));
        return "%{REMOTE_ADDR} !^" + counted + (range.isSingle() ? "$" : range.bits() == 0 ? "" : "\\.");
    }

    private static String literal(String text) {
        return text.replace(".", "\\.");
    }
}
