package org.cnxrunbooks.webserver;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cnxrunbooks.webserver.ServerFacts.Dialect;

/** Reads what apachectl prints. Texts are both streams, as levels differ in which they use. */
final class ApachectlText {

    private static final Pattern VERSION = Pattern.compile("(?m)^Server version:.*$");
    private static final Pattern APACHE = Pattern.compile("\\bApache/2\\.([0-9]+)\\.");
    private static final Pattern IHS = Pattern.compile("\\bIBM_HTTP_Server/([0-9]+)\\.([0-9]+)");
    private static final Pattern MODULE = Pattern.compile("(?m)^\\s+([A-Za-z0-9_]+) \\((?:static|shared)\\)\\s*$");
    private static final Pattern MPM_MODULE = Pattern.compile("mpm_([a-z0-9]+)_module");
    private static final Pattern MPM_LINE = Pattern.compile("(?m)^Server MPM:\\s*(\\S+)");

    private ApachectlText() {}

    /** The line that names the version in the answer to {@code -v}. */
    static Optional<String> version(String text) {
        return VERSION.matcher(text).results().findFirst().map(found -> found.group()
                .strip());
    }

    /** IBM HTTP Server 7 to 8.5 is Apache 2.2, 9 is Apache 2.4; later ones and Apache 2.0 are not known. */
    static Optional<Dialect> dialect(String version) {
        Optional<String> ihs = IHS.matcher(version).results().findFirst().map(found -> found.group(1));
        if (ihs.isPresent()) {
            return switch (ihs.get()) {
                case "7", "8" -> Optional.of(Dialect.APACHE_22);
                case "9" -> Optional.of(Dialect.APACHE_24);
                default -> Optional.empty();
            };
        }
        return APACHE.matcher(version).results().findFirst().flatMap(found -> switch (found.group(1)) {
            case "2" -> Optional.of(Dialect.APACHE_22);
            case "4" -> Optional.of(Dialect.APACHE_24);
            default -> Optional.empty();
        });
    }

    /** Names in the answer to {@code -M}; empty when it is no such answer. */
    static Set<String> modules(String text) {
        return MODULE.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toUnmodifiableSet());
    }

    static Optional<String> mpmAmong(Set<String> modules) {
        return modules.stream()
                .sorted()
                .flatMap(module -> MPM_MODULE.matcher(module).results())
                .map(MatchResult::group)
                .map(module -> module.substring("mpm_".length(), module.length() - "_module".length()))
                .findFirst();
    }

    /** From the answer to {@code -V}, for servers whose multi-processing module is compiled in under another name. */
    static Optional<String> mpm(String text) {
        return MPM_LINE.matcher(text).results().findFirst().map(found -> found.group(1)
                .toLowerCase(Locale.ROOT));
    }

    static boolean syntaxOk(String text) {
        return text.lines().anyMatch(line -> line.strip().equals("Syntax OK"));
    }
}
