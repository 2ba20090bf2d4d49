package org.cnxrunbooks.app;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.cnxrunbooks.announce.Audience;
import org.cnxrunbooks.announce.MailPassword;
import org.cnxrunbooks.announce.Recipients;
import org.jspecify.annotations.Nullable;

/** Checks who is told, and makes an audience of it. */
final class AnnounceReview {

    private static final String KEY = RunbookSettings.PREFIX + ".announce";
    private static final String SPRINGS_PASSWORD = "spring.mail.password";
    private static final String ADDRESS = "an address like name@example.org";

    /** The name is written among addresses, so it must not look like one or contain what separates them. */
    private static final Pattern LIST_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    private final AnnounceSettings settings;
    private final Violations violations;

    AnnounceReview(AnnounceSettings settings, Violations violations) {
        this.settings = settings;
        this.violations = violations;
    }

    /** To be used only where no violation was found. */
    Audience run() {
        String from = Objects.requireNonNullElse(settings.from(), "");
        if (settings.from() != null) {
            address(KEY + ".from", from);
        }
        addresses(KEY + ".operators", settings.operators());
        settings.recipients().forEach((name, addresses) -> {
            String key = KEY + ".recipients" + PropertyKeys.entry(name);
            if (!LIST_NAME.matcher(name).matches()) {
                violations.add(
                        key,
                        "'" + name + "'",
                        "a name of letters, digits and . _ - only, at most 40",
                        "Rename the list; people write its name beside addresses.");
            } else if (addresses.isEmpty()) {
                violations.add(key, Violation.NOTHING, "at least one address", "Fill the list or remove it.");
            }
            addresses(key, addresses);
        });
        return new Audience(from, settings.operators(), settings.recipients(), zone(settings.zone()));
    }

    /** @param configured whether a key of Spring's own has a value */
    MailPassword password(SecretFiles secrets, Predicate<String> configured) {
        String key = KEY + ".password-file";
        if (settings.passwordFile() != null && configured.test(SPRINGS_PASSWORD)) {
            violations.add(
                    key,
                    "both " + key + " and " + SPRINGS_PASSWORD,
                    "one of them",
                    "Remove one; what " + SPRINGS_PASSWORD + " says stays in memory and counts until the next start.");
        }
        return new MailPassword(secrets.optional(KEY + ".password", null, settings.passwordFile()));
    }

    void addresses(String key, List<String> addresses) {
        for (int i = 0; i < addresses.size(); i++) {
            address(key + "[" + i + "]", addresses.get(i));
        }
    }

    private void address(String key, String address) {
        if (!Recipients.isAddress(address)) {
            violations.add(
                    key,
                    address.isBlank() ? Violation.NOTHING : "'" + address + "'",
                    ADDRESS,
                    "Write the address alone, without a name before it.");
        }
    }

    private ZoneId zone(@Nullable String zone) {
        try {
            return zone == null ? ZoneId.systemDefault() : ZoneId.of(zone);
        } catch (DateTimeException e) {
            violations.add(
                    KEY + ".zone",
                    "'" + zone + "'",
                    "a time zone",
                    "Write region and city, e.g. Europe/Berlin, or leave the key out for this machine's zone.");
            return ZoneId.systemDefault();
        }
    }
}
