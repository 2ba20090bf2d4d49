package org.cnxrunbooks.guard;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * Makes a person of a checked token: the name as the provider writes it, and the groups that the configuration maps.
 * Refused are names that could be mistaken for another's, the names of the engine's own users, and people of no group.
 */
final class SignOnUsers implements OAuth2UserService<OidcUserRequest, OidcUser> {

    private static final Logger LOG = LoggerFactory.getLogger(SignOnUsers.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    private final OidcUserService provider = new OidcUserService();
    private final SignOn signOn;
    private final IdentityService engine;

    SignOnUsers(SignOn signOn, IdentityService engine) {
        this.signOn = signOn;
        this.engine = engine;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        OidcUser told = provider.loadUser(request);
        String name = told.getClaimAsString(signOn.userClaim());
        if (name == null || !NAME.matcher(name).matches()) {
            throw refusal("the claim " + signOn.userClaim() + " names nobody", "letters, digits and . _ @ - only");
        }
        boolean taken = engine.createUserQuery().unlimitedList().stream()
                .map(User::getId)
                .anyMatch(user -> user.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)));
        if (taken) {
            throw refusal(name + ", which is a user made here", "a name that nobody else has");
        }
        List<SimpleGrantedAuthority> groups = groups(told.getClaims().get(signOn.groupsClaim()));
        if (groups.isEmpty()) {
            throw refusal(
                    name + " in no mapped group", "one of " + signOn.groups().keySet());
        }
        return new DefaultOidcUser(groups, told.getIdToken(), told.getUserInfo(), signOn.userClaim());
    }

    private List<SimpleGrantedAuthority> groups(@Nullable Object claim) {
        if (!(claim instanceof Collection<?> told)) {
            return List.of();
        }
        return signOn.groups().entrySet().stream()
                .filter(group -> group.getValue().stream().anyMatch(told::contains))
                .map(group -> new SimpleGrantedAuthority(group.getKey()))
                .toList();
    }

    private static OAuth2AuthenticationException refusal(String observed, String expected) {
        LOG.warn("sign-on refused (observed {}, expected {})", observed.replaceAll("\\p{Cntrl}", " "), expected);
        return new OAuth2AuthenticationException(new OAuth2Error("access_denied"));
    }
}
