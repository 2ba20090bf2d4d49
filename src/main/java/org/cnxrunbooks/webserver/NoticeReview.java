package org.cnxrunbooks.webserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What in a configuration would keep a notice from reaching everybody, or would be woken up by it. */
final class NoticeReview {

    private static final Set<String> SERVERS = Set.of("virtualhost", "ifmodule", "ifdefine", "ifversion", "iffile");

    private NoticeReview() {}

    /** Refuses with every place at once. */
    static void require(HttpdConfig config, int status) {
        List<String> places = new ArrayList<>();
        for (Directive directive : config.directives()) {
            boolean server = directive.within().stream().allMatch(NoticeReview::isServer);
            if (server && directive.is("RewriteEngine") && directive.arguments().contains("off")) {
                places.add(place(directive, "RewriteEngine off, which would switch the notice off"));
            } else if (!server && isErrorDocument(directive.name(), directive.arguments(), status)) {
                places.add(place(directive, "an error page of its own for status " + status + " inside a section"));
            }
        }
        if (!places.isEmpty()) {
            throw new ConfigRefusal(
                    "Notice would not reach everybody: %s%nHINT: Take these lines out, or choose another status code or the stop."
                            .formatted(String.join("; ", places)));
        }
    }

    /** Whether a statement is, holds or includes a rule of the main server or a virtual host. */
    static boolean leadsToRules(HttpdConfig config, Statement statement) {
        if (statement.opens("VirtualHost")) {
            return true;
        }
        if (statement.kind() != Statement.Kind.DIRECTIVE) {
            return false;
        }
        if (HttpdConfig.isInclude(statement.name())) {
            return statement.arguments().stream()
                    .flatMap(argument -> config.included(argument).stream())
                    .flatMap(path -> config.statements(path).stream())
                    .anyMatch(inner -> leadsToRules(config, inner));
        }
        return statement.name().toLowerCase(Locale.ROOT).startsWith("rewrite")
                || statement.name().toLowerCase(Locale.ROOT).startsWith("redirect");
    }

    static boolean isErrorDocument(String name, List<String> arguments, int status) {
        return name.equalsIgnoreCase("ErrorDocument")
                && !arguments.isEmpty()
                && arguments.get(0).equals(String.valueOf(status));
    }

    private static boolean isServer(Section section) {
        return SERVERS.contains(section.name().toLowerCase(Locale.ROOT));
    }

    private static String place(Directive directive, String what) {
        return "%s:%d: %s".formatted(directive.file(), directive.line(), what);
    }
}
