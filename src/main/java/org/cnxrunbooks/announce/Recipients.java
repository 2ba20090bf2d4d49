package org.cnxrunbooks.announce;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whom a person named, as addresses.
 *
 * @param addresses each once, lists filled in, in the order of the words
 * @param refused words that are neither an address nor a list
 * @param lists names that would have been understood, sorted
 */
public record Recipients(List<String> addresses, List<String> refused, List<String> lists) {

    private static final Pattern BETWEEN = Pattern.compile("[\\s,;]+");

    /** What mail servers take without extensions: no quotes, comments, routes, address literals or foreign letters. */
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?");

    private static final int LONGEST = 254;

    public Recipients {
        addresses = List.copyOf(addresses);
        refused = List.copyOf(refused);
        lists = List.copyOf(lists);
    }

    /** Reads addresses and names of lists, separated by comma, semicolon, blank or line end. */
    public static Recipients parse(String typed, Audience audience) {
        Map<String, String> addresses = new LinkedHashMap<>();
        List<String> refused = new ArrayList<>();
        for (String word : BETWEEN.splitAsStream(typed).toList()) {
            if (audience.lists().containsKey(word)) {
                audience.lists().get(word).forEach(address -> addresses.putIfAbsent(key(address), address));
            } else if (isAddress(word)) {
                addresses.putIfAbsent(key(word), word);
            } else if (!word.isEmpty()) {
                refused.add(word);
            }
        }
        return new Recipients(
                List.copyOf(addresses.values()),
                refused,
                audience.lists().keySet().stream().sorted().toList());
    }

    /** Whether mail can be sent there: one plain address with a domain. */
    public static boolean isAddress(String word) {
        if (word.length() > LONGEST || !PLAIN.matcher(word).matches() || word.contains("..")) {
            return false;
        }
        try {
            new InternetAddress(word, true).validate();
            return true;
        } catch (AddressException e) {
            return false;
        }
    }

    /** Why nothing can be sent to them, all words at once; empty where all is well. */
    public Optional<String> refusal() {
        String known = lists.isEmpty() ? "no list is configured" : "or one of the lists " + String.join(", ", lists);
        if (!refused.isEmpty()) {
            return Optional.of(("recipients refused: %d of the words (observed '%s', expected addresses like"
                            + " name@example.org, %s)\nHINT: Correct or remove them; lists are configured below"
                            + " runbooks.announce.recipients.")
                    .formatted(refused.size(), String.join("', '", refused), known));
        }
        if (addresses.isEmpty()) {
            return Optional.of(("recipients refused: nobody (observed nothing, expected addresses, %s)\nHINT: Name at"
                            + " least one address or list.")
                    .formatted(known));
        }
        return Optional.empty();
    }

    private static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
