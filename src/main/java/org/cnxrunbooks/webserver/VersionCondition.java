package org.cnxrunbooks.webserver;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The condition of IfVersion. IBM's version text names no level of Apache; then what is sure is the dialect, and the
 * lowest level that IBM HTTP Server 8.5 and 9 were made from is taken.
 */
final class VersionCondition {

    private static final Pattern APACHE = Pattern.compile("Apache/(\\d+)\\.(\\d+)(?:\\.(\\d+))?");
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,5})(?:\\.(\\d{1,5}))?(?:\\.(\\d{1,5}))?");

    private VersionCondition() {}

    static boolean holds(ServerFacts facts, List<String> arguments) {
        boolean bare = arguments.size() == 1;
        String operator = bare ? "=" : arguments.get(0);
        String wanted = bare ? arguments.get(0) : arguments.get(1);
        boolean negated = operator.startsWith("!");
        return compares(level(facts), negated ? operator.substring(1) : operator, wanted) != negated;
    }

    private static boolean compares(String level, String operator, String wanted) {
        boolean slashes = wanted.length() > 2 && wanted.startsWith("/") && wanted.endsWith("/");
        if (operator.equals("~") || slashes) {
            return matches(level, slashes ? wanted.substring(1, wanted.length() - 1) : wanted);
        }
        int order = Long.compare(number(level), number(wanted));
        return switch (operator) {
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            default -> order == 0;
        };
    }

    private static boolean matches(String level, String pattern) {
        try {
            return Pattern.compile(pattern).matcher(level).find();
        } catch (PatternSyntaxException e) {
            // httpd's dialect of patterns is larger; what we cannot judge counts as applying
            return true;
        }
    }

    private static String level(ServerFacts facts) {
        Matcher apache = APACHE.matcher(facts.version());
        if (apache.find()) {
            return apache.group().substring("Apache/".length());
        }
        return facts.dialect() == ServerFacts.Dialect.APACHE_22 ? "2.2.8" : "2.4.12";
    }

    private static long number(String version) {
        Matcher parts = NUMBERS.matcher(version);
        if (!parts.lookingAt()) {
            return 0;
        }
        long number = 0;
        for (int i = 1; i <= 3; i++) {
            number = number * 100_000 + (parts.group(i) == null ? 0 : Long.parseLong(parts.group(i)));
        }
        return number;
    }
}
