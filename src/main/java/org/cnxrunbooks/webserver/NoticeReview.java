package org.cnxrunbooks.webserver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What in a configuration would keep a notice from reaching everybody, or would be woken up by it. */
final class NoticeReview {

    private static final Set<String> CONDITIONS =
            Set.of("ifmodule", "ifdefine", "ifversion", "iffile", "ifdirective", "ifsection");
    private static final Set<String> AFTER_TRANSLATION =
            Set.of("directory", "directorymatch", "files", "filesmatch", "limit", "limitexcept");
    private static final Set<String> ACCESS =
            Set.of("order", "allow", "deny", "require", "satisfy", "authtype", "sslrequire", "sslrequiressl");

    private final HttpdConfig config;
    private final int status;
    private final Set<String> places = new LinkedHashSet<>();

    private NoticeReview(HttpdConfig config, int status) {
        this.config = config;
        this.status = status;
    }

    /** Refuses with every place at once. */
    static void require(HttpdConfig config, ServerFacts facts, int status) {
        NoticeReview review = new NoticeReview(config, status);
        review.engines();
        review.pages();
        review.cache(facts);
        review.woken(facts);
        if (!review.places.isEmpty()) {
            throw new ConfigRefusal(
                    "Notice would not reach everybody, or change more than that: %s%nHINT: Take these lines out or make their effect permanent first, or choose another status code or the stop."
                            .formatted(String.join("; ", review.places)));
        }
    }

    /** Our rule needs the engine on, and the engine must not wake rules that sleep. */
    private void engines() {
        Set<List<Section>> on = new HashSet<>();
        for (Directive directive : config.directives()) {
            if (directive.is("RewriteEngine") && inServer(directive.within())) {
                if (argument(directive).equalsIgnoreCase("on")) {
                    on.add(server(directive));
                } else {
                    note(directive, "RewriteEngine off, which would switch the notice off");
                }
            }
        }
        Map<List<Section>, List<Directive>> rules = config.directives().stream()
                .filter(directive -> directive.is("RewriteRule") && inServer(directive.within()))
                .collect(Collectors.groupingBy(NoticeReview::server));
        rules.forEach((server, sleeping) -> {
            if (!on.contains(server)) {
                note(sleeping.get(0), "rewrite rules without RewriteEngine On, which the notice would wake");
            }
        });
    }

    /** When the rule answers, sections by location are merged already, those by directory or file are not. */
    private void pages() {
        for (Directive directive : config.directives()) {
            boolean later =
                    directive.within().stream().anyMatch(section -> AFTER_TRANSLATION.contains(lower(section.name())));
            if (isErrorDocument(directive) && !inServer(directive.within()) && !later) {
                note(directive, "an error page of its own for status " + status + " inside a section");
            }
        }
    }

    /** mod_cache answers from its store before any rule is looked at, unless told otherwise. */
    private void cache(ServerFacts facts) {
        List<Directive> effective = config.effective(facts);
        boolean late = effective.stream()
                .anyMatch(directive ->
                        directive.is("CacheQuickHandler") && argument(directive).equalsIgnoreCase("off"));
        effective.stream()
                .filter(directive -> directive.is("CacheEnable") && !late)
                .forEach(directive -> note(directive, "a cache that answers before any rule"));
    }

    /** Loading a module makes sections apply that did not before. */
    private void woken(ServerFacts facts) {
        if (facts.has("rewrite_module")) {
            return;
        }
        Set<String> modules = new HashSet<>(facts.modules());
        modules.add("rewrite_module");
        List<Directive> more = new ArrayList<>(config.effective(
                new ServerFacts(facts.version(), facts.dialect(), facts.mpm(), modules, facts.running())));
        more.removeAll(config.effective(facts));
        more.stream()
                .filter(directive -> !directive.is("LoadModule"))
                .limit(1)
                .forEach(directive -> note(directive, "lines that apply only once rewrite_module is loaded"));
    }

    boolean isErrorDocument(Directive directive) {
        return directive.is("ErrorDocument") && argument(directive).equals(String.valueOf(status));
    }

    /** Whether a virtual host sets the error page anew. */
    static boolean hasOwnPage(HttpdConfig config, Section host, int status) {
        NoticeReview review = new NoticeReview(config, status);
        return within(config, host).stream().anyMatch(review::isErrorDocument);
    }

    /** Whether a virtual host has access rules of its own, which come after those of the main server. */
    static boolean hasOwnAccess(HttpdConfig config, Section host) {
        return within(config, host).stream().anyMatch(directive -> ACCESS.contains(lower(directive.name())));
    }

    private static List<Directive> within(HttpdConfig config, Section host) {
        return config.directives().stream()
                .filter(directive -> directive.within().contains(host))
                .toList();
    }

    /** Whether lines with these sections around them belong to a server as a whole. */
    private static boolean inServer(List<Section> within) {
        return within.stream()
                .allMatch(section -> section.is("VirtualHost") || CONDITIONS.contains(lower(section.name())));
    }

    /** Empty for the main server. */
    private static List<Section> server(Directive directive) {
        return directive.within().stream()
                .filter(section -> section.is("VirtualHost"))
                .toList();
    }

    private static String argument(Directive directive) {
        return directive.arguments().isEmpty() ? "" : directive.arguments().get(0);
    }

    private void note(Directive directive, String what) {
        places.add("%s:%d: %s".formatted(directive.file(), directive.line(), what));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
