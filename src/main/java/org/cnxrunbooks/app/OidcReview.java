package org.cnxrunbooks.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.cnxrunbooks.guard.SignOn;
import org.jspecify.annotations.Nullable;

/** Checks the provider of single sign-on, without asking it. */
final class OidcReview {

    private static final String KEY = RunbookSettings.PREFIX + ".oidc";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Duration LONGEST = Duration.ofHours(8);

    private final Violations violations;
    private final SecretFiles secrets;
    private final MappedGroups mapped;

    OidcReview(Violations violations, SecretFiles secrets, MappedGroups mapped) {
        this.violations = violations;
        this.secrets = secrets;
        this.mapped = mapped;
    }

    /** To be used only where no violation was found. */
    Optional<SignOn> run(@Nullable OidcSettings settings, boolean directory) {
        if (settings == null) {
            return Optional.empty();
        }
        if (directory) {
            violations.add(
                    KEY,
                    "single sign-on beside " + LdapReview.KEY,
                    "one of them",
                    "Remove one; a person with two names could be two of the four eyes.");
        }
        String issuer = Objects.requireNonNullElse(settings.issuer(), "");
        if (!issuer.isBlank() && !isPrivate(issuer)) {
            violations.add(
                    KEY + ".issuer",
                    "'" + issuer + "'",
                    "an https address without query",
                    "Write what stands in the provider's tokens as iss; http is for this machine alone.");
        }
        if (!settings.scopes().contains("openid")) {
            violations.add(KEY + ".scopes", settings.scopes().toString(), "openid among them", "Add it.");
        }
        if (settings.session().compareTo(Duration.ofMinutes(1)) < 0
                || settings.session().compareTo(LONGEST) > 0) {
            violations.add(
                    KEY + ".session",
                    settings.session().toString(),
                    "from 1m to 8h",
                    "Who left a group acts as its member until then; keep it short.");
        }
        groups(settings);
        return secrets.required(KEY + ".client-secret", settings.clientSecret(), settings.clientSecretFile())
                .map(secret -> new SignOn(
                        issuer,
                        Objects.requireNonNullElse(settings.clientId(), ""),
                        secret,
                        settings.scopes(),
                        Objects.requireNonNullElse(settings.userClaim(), ""),
                        settings.groupsClaim(),
                        settings.groups(),
                        settings.session()));
    }

    private void groups(OidcSettings settings) {
        mapped.refuseUnknown(KEY + ".groups", settings.groups().keySet());
        for (Role role : List.of(Role.OPERATORS, Role.APPROVERS)) {
            if (settings.groups().getOrDefault(role.id(), List.of()).isEmpty()) {
                violations.add(
                        KEY + ".groups." + role.id(),
                        Violation.NOTHING,
                        "a group of the provider",
                        "Write it as it stands in the claim " + settings.groupsClaim() + ".");
            }
        }
    }

    private static boolean isPrivate(String issuer) {
        try {
            URI uri = new URI(issuer);
            return uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && ("https".equals(uri.getScheme())
                            || "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
