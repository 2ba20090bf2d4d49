package org.cnxrunbooks.webserver;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.cnxrunbooks.cell.WebServer;

/**
 * What is wrong with the lines that a site has already, as far as a maintenance notice is concerned: mostly what older
 * instructions made people write.
 */
public final class SiteLint {

    private static final Set<String> ACCESS = Set.of("order", "allow", "deny", "satisfy");
    private static final Set<String> ADDRESSED =
            Set.of("allow", "deny", "require", "rewritecond", "rewriterule", "setenvif", "remoteipinternalproxy");
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?<![a-z0-9])your(\\\\?[._ -])*ip((\\\\?[._ -])*addr(ess)?)?(?![a-z0-9])"
                    + "|(?<![a-z0-9])x{1,3}(\\\\?\\.x{1,3}){3}(?![a-z0-9])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PAGE = Pattern.compile("upgrading\\\\?\\.html?(?![A-Za-z0-9])");
    private static final Pattern OLD_PAGE = Pattern.compile("upgrading\\\\?\\.htm(?![A-Za-z0-9])");

    private SiteLint() {}

    /** What the directives tell; marked blocks are comments and need the whole configuration. */
    public static List<Finding> findings(List<Directive> effective, ServerFacts facts, WebServer server) {
        Set<Finding> findings = new LinkedHashSet<>(BalancerSigns.findings(effective, facts, server));
        for (Directive directive : effective) {
            access(directive, facts, findings);
            forgotten(directive, findings);
            if (AddressPattern.concerns(directive)) {
                AddressPattern.problems(directive)
                        .forEach(problem -> findings.add(found(
                                directive,
                                problem,
                                "Write %{REMOTE_ADDR} ^192\\.0\\.2\\.7$: anchored, dots escaped",
                                false)));
            }
            if (ADDRESSED.contains(directive.name().toLowerCase(Locale.ROOT))
                    && directive.arguments().stream()
                            .anyMatch(word -> PLACEHOLDER.matcher(word).find())) {
                findings.add(found(
                        directive,
                        "a placeholder stands where an address belongs: " + String.join(" ", directive.arguments()),
                        "Put the address in, or remove the line; as it stands it fits nobody",
                        false));
            }
        }
        return List.copyOf(findings);
    }

    /**
     * The same, and what only the files tell.
     *
     * @param runId whose marked blocks may be there
     * @param present those of {@link #errorPages} that exist
     */
    public static List<Finding> findings(
            HttpdConfig config, ServerFacts facts, WebServer server, String runId, Set<String> present) {
        List<Directive> effective = config.effective(facts);
        Set<Finding> findings = new LinkedHashSet<>(findings(effective, facts, server));
        for (String path : config.paths()) {
            String text = new String(config.bytes(path), StandardCharsets.ISO_8859_1);
            for (NoticeBlock block : NoticeBlock.find(path, text)) {
                if (!block.runId().equals(runId)) {
                    int line = 1
                            + (int) text.substring(0, text.indexOf('#', block.begin()))
                                    .chars()
                                    .filter(unit -> unit == '\n')
                                    .count();
                    findings.add(new Finding(
                            path,
                            line,
                            "the notice of run " + block.runId() + " is still raised",
                            "Finish that run, which lowers it",
                            true));
                }
            }
        }
        errorPages(effective, config.serverRoot()).forEach((directive, places) -> {
            if (places.stream().noneMatch(present::contains)) {
                findings.add(found(
                        directive,
                        "the page exists in no document root: "
                                + directive.arguments().get(1),
                        "Put the page there, or remove the line; users get httpd's own page instead",
                        false));
            }
        });
        return List.copyOf(findings);
    }

    /** For each ErrorDocument that names a page of this server the paths where it may be. */
    public static Map<Directive, List<String>> errorPages(List<Directive> effective, String serverRoot) {
        List<String> roots = List.copyOf(DocumentRoots.of(effective, serverRoot));
        List<String> elsewhere = effective.stream()
                .filter(directive ->
                        directive.name().toLowerCase(Locale.ROOT).matches("(script)?alias(match)?|proxypass(match)?"))
                .flatMap(directive -> directive.arguments().stream().limit(1))
                .toList();
        Map<Directive, List<String>> pages = new LinkedHashMap<>();
        for (Directive directive : effective) {
            if (directive.is("ErrorDocument")
                    && directive.arguments().size() == 2
                    && directive.arguments().get(1).startsWith("/")) {
                String page = directive.arguments().get(1).replaceFirst("[?#].*", "");
                if (page.contains("%{") || elsewhere.stream().anyMatch(alias -> served(page, alias))) {
                    continue;
                }
                List<String> places = new ArrayList<>();
                roots.forEach(root -> places.add(root + page));
                pages.put(directive, List.copyOf(places));
            }
        }
        return pages;
    }

    private static boolean served(String page, String alias) {
        return alias.startsWith("/") ? page.startsWith(alias) : true;
    }

    private static void access(Directive directive, ServerFacts facts, Set<Finding> findings) {
        if (ACCESS.contains(directive.name().toLowerCase(Locale.ROOT))
                && facts.dialect() == ServerFacts.Dialect.APACHE_24
                && !facts.has("access_compat_module")) {
            findings.add(found(
                    directive,
                    directive.name() + " is not known without mod_access_compat: httpd will not start again",
                    "Write Require instead, or load access_compat_module",
                    true));
        }
    }

    private static void forgotten(Directive directive, Set<Finding> findings) {
        String words = String.join(" ", directive.arguments());
        boolean rule = directive.is("RewriteRule") || directive.is("RewriteCond");
        if (!(rule || directive.is("ErrorDocument")) || !PAGE.matcher(words).find()) {
            return;
        }
        findings.add(found(
                directive,
                directive.name() + " of an earlier maintenance notice is still there: " + words,
                "Remove it with the lines around it; it would still act when this notice is lowered",
                rule));
        if (OLD_PAGE.matcher(words).find()) {
            findings.add(found(
                    directive,
                    "it names upgrading.htm, the page of notices is upgrading.html",
                    "Remove the line; where the page does not exist users get httpd's own",
                    false));
        }
    }

    private static Finding found(Directive directive, String problem, String hint, boolean blocking) {
        return new Finding(directive.file(), directive.line(), problem, hint, blocking);
    }
}
