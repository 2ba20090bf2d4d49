package org.cnxrunbooks.guard;

import com.unboundid.ldap.sdk.Filter;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Text to compare with, in which {@code %} stands for any letters, as in the engine's own queries; case is no matter. */
record LikePattern(String text) {

    /** What was asked for: the plain text, the one with wildcards, both or none. */
    static Stream<LikePattern> of(@Nullable String plain, @Nullable String like) {
        return Stream.of(Stream.ofNullable(plain), Stream.ofNullable(like))
                .flatMap(given -> given)
                .map(LikePattern::new);
    }

    boolean fits(@Nullable String value) {
        String regex = Arrays.stream(text.split("%", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return value != null
                && Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL)
                        .matcher(value)
                        .matches();
    }

    Filter filter(String attribute) {
        String[] parts = text.split("%", -1);
        if (parts.length == 1) {
            return Filter.createEqualityFilter(attribute, text);
        }
        String[] inner = Arrays.stream(parts, 1, parts.length - 1)
                .filter(part -> !part.isEmpty())
                .toArray(String[]::new);
        String first = parts[0].isEmpty() ? null : parts[0];
        String last = parts[parts.length - 1].isEmpty() ? null : parts[parts.length - 1];
        return first == null && last == null && inner.length == 0
                ? Filter.createPresenceFilter(attribute)
                : Filter.createSubstringFilter(attribute, first, inner, last);
    }
}
