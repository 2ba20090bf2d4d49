package org.cnxrunbooks.guard;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.cell.Secret;

/**
 * The OpenID Connect provider that people of the web pages come from.
 *
 * @param userClaim names the person
 * @param groupsClaim names the person's groups at the provider
 * @param groups what the provider calls the members, by group of the engine
 * @param session how long a log-in is good before the provider is asked again
 */
public record SignOn(
        String issuer,
        String clientId,
        Secret clientSecret,
        List<String> scopes,
        String userClaim,
        String groupsClaim,
        Map<String, List<String>> groups,
        Duration session) {

    /** Below this key everything is configured; without it nothing of single sign-on exists. */
    static final String KEY = "runbooks.oidc.issuer";

    /** The one registration of this application with the provider. */
    static final String REGISTRATION = "oidc";
}
