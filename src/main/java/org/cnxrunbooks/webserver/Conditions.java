package org.cnxrunbooks.webserver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Judges the conditional sections of a configuration, in the order in which httpd meets them. */
final class Conditions {

    private final ServerFacts facts;
    private final Set<String> defined = new HashSet<>();
    private final Set<String> loaded = new HashSet<>();

    Conditions(ServerFacts facts) {
        this.facts = facts;
    }

    List<Directive> applying(List<Directive> directives) {
        loaded.addAll(facts.modules());
        directives.stream().filter(Conditions::loads).map(Conditions::first).forEach(loaded::remove);
        List<Directive> applying = new ArrayList<>();
        for (Directive directive : directives) {
            if (directive.within().stream().allMatch(this::holds)) {
                applying.add(directive);
                learn(directive);
            }
        }
        return applying;
    }

    private void learn(Directive directive) {
        String first = first(directive);
        if (directive.is("Define")) {
            defined.add(first);
        } else if (directive.is("UnDefine")) {
            defined.remove(first);
        } else if (loads(directive) && facts.has(first)) {
            loaded.add(first);
        }
    }

    private static boolean loads(Directive directive) {
        return directive.is("LoadModule");
    }

    private static String first(Directive directive) {
        return directive.arguments().isEmpty() ? "" : directive.arguments().get(0);
    }

    private boolean holds(Section section) {
        if (section.arguments().isEmpty()) {
            return true;
        }
        String argument = section.arguments().get(0);
        boolean negated = argument.startsWith("!");
        String subject = negated ? argument.substring(1) : argument;
        if (section.is("IfModule")) {
            return loaded.contains(identifier(subject)) != negated;
        }
        if (section.is("IfVersion")) {
            return VersionCondition.holds(facts, section.arguments());
        }
        return !section.is("IfDefine") || defined.contains(subject) != negated;
    }

    /** {@code mod_rewrite.c} and {@code rewrite_module} name the same module; MPMs have a file name of their own. */
    private static String identifier(String module) {
        if (!module.endsWith(".c")) {
            return module;
        }
        String name = module.substring(0, module.length() - 2).toLowerCase(Locale.ROOT);
        return switch (name) {
            case "worker", "event", "prefork" -> "mpm_" + name + "_module";
            case "http_core" -> "http_module";
            case "util_ldap" -> "ldap_module";
            case "mod_was_ap22_http", "mod_was_ap24_http", "mod_was_ap20_http" ->
                name.replaceFirst("mod_(.*)_http", "$1_module");
            default -> name.replaceFirst("^mod_", "") + "_module";
        };
    }
}
