package org.cnxrunbooks.webserver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Judges the conditional sections of a configuration. */
final class Conditions {

    private final ServerFacts facts;
    private final Set<String> defined = new HashSet<>();

    Conditions(ServerFacts facts) {
        this.facts = facts;
    }

    List<Directive> applying(List<Directive> directives) {
        List<Directive> applying = new ArrayList<>();
        for (Directive directive : directives) {
            if (directive.within().stream().allMatch(this::holds)) {
                applying.add(directive);
                if (directive.is("Define") && !directive.arguments().isEmpty()) {
                    defined.add(directive.arguments().get(0));
                }
            }
        }
        return applying;
    }

    private boolean holds(Section section) {
        if (section.arguments().isEmpty()) {
            return true;
        }
        String argument = section.arguments().get(0);
        boolean negated = argument.startsWith("!");
        String subject = negated ? argument.substring(1) : argument;
        if (section.is("IfModule")) {
            return facts.has(identifier(subject)) != negated;
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
            case "mod_was_ap22_http", "mod_was_ap24_http", "mod_was_ap20_http" ->
                name.replaceFirst("mod_(.*)_http", "$1_module");
            default -> name.replaceFirst("^mod_", "") + "_module";
        };
    }
}
