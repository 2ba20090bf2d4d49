package org.cnxrunbooks.app;

import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.cell.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The OpenID Connect provider that signs people on at the web pages.
 *
 * @param issuer Address of the provider as it stands in its tokens, e.g. https://login.example.org/realms/main.
 * @param clientId Name of this application at the provider.
 * @param clientSecret Secret of this application at the provider; or give client-secret-file.
 * @param clientSecretFile File that holds nothing but the secret.
 * @param scopes What is asked for.
 * @param userClaim Claim that names a person: for good, one alone, and not to be chosen by people. sub is that always.
 * @param groupsClaim Claim that lists the groups of a person.
 * @param groups What the provider calls the members, by our group: operators, approvers, auditors, camunda-admin.
 * @param session How long a log-in is good before the provider is asked again, and with it for the groups.
 */
record OidcSettings(
        @NotBlank(message = "an address HINT: Write what stands in the provider's tokens as iss.") @Nullable
                String issuer,
        @NotBlank(message = "a client id HINT: Register this application at the provider.") @Nullable String clientId,
        @Nullable Secret clientSecret,
        @Nullable Path clientSecretFile,
        @DefaultValue({"openid", "profile", "email"}) List<String> scopes,
        @NotBlank(message = "a claim HINT: Write one that people cannot choose; sub names one person for good.")
                @Nullable
                String userClaim,
        @DefaultValue("groups") String groupsClaim,
        @DefaultValue Map<String, List<String>> groups,
        @DefaultValue("1h") Duration session) {}
