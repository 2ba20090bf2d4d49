package org.cnxrunbooks.webserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A RewriteCond that looks at the client's address, and what is wrong with its regular expression. */
final class AddressPattern {

    private static final Pattern SUBJECT = Pattern.compile("%\\{REMOTE_(ADDR|HOST)}", Pattern.CASE_INSENSITIVE);

    /** A dot between digits, or before a part that stands for digits. */
    private static final Pattern BARE_DOT = Pattern.compile("[0-9*+?)\\]]\\.(?=[0-9(\\[]|\\\\d)");

    private AddressPattern() {}

    static boolean concerns(Directive directive) {
        return directive.is("RewriteCond")
                && directive.arguments().size() >= 2
                && SUBJECT.matcher(directive.arguments().get(0)).find();
    }

    static List<String> problems(Directive condition) {
        List<String> problems = new ArrayList<>();
        if (condition.arguments().get(0).toUpperCase(Locale.ROOT).contains("%{REMOTE_HOST}")) {
            problems.add("REMOTE_HOST is a name where HostnameLookups is on, and then no address matches");
        }
        String pattern = condition.arguments().get(1).replaceFirst("^!", "");
        if (pattern.isEmpty() || "=<>-".indexOf(pattern.charAt(0)) >= 0) {
            return problems;
        }
        if (BARE_DOT.matcher(pattern).find()) {
            problems.add("a dot without backslash stands for any character in " + pattern);
        }
        for (String choice : pattern.contains("(") ? List.of(pattern) : List.of(pattern.split("\\|"))) {
            if (!choice.startsWith("^") && choice.matches(".*\\d.*")) {
                problems.add("without ^ it matches addresses that only contain " + choice);
            }
            if (choice.matches(".*[0-9)\\]]") && choice.matches(".*\\d.*")) {
                problems.add("without $ it matches longer addresses, too: " + choice);
            }
        }
        return problems;
    }
}
