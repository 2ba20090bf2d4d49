package org.cnxrunbooks.audit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.engine.rest.security.auth.impl.HttpBasicAuthenticationProvider;
import org.camunda.bpm.webapp.impl.security.auth.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;

/** Tells who asks: by HTTP Basic, or by the session of Tasklist and Cockpit. Groups are read anew each time. */
final class Readers {

    private final ProcessEngine engine;
    private final HttpBasicAuthenticationProvider basic = new HttpBasicAuthenticationProvider();

    Readers(ProcessEngine engine) {
        this.engine = engine;
    }

    /** Empty when nobody says who they are, or says it wrongly. */
    Optional<Reader> of(HttpServletRequest request) {
        Optional<String> user = request.getHeader("Authorization") == null ? bySession(request) : byPassword(request);
        return user.flatMap(this::known);
    }

    private Optional<String> byPassword(HttpServletRequest request) {
        AuthenticationResult result = basic.extractAuthenticatedUser(request, engine);
        return result.isAuthenticated() ? Optional.of(result.getAuthenticatedUser()) : Optional.empty();
    }

    private Optional<String> bySession(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        Authentication authentication =
                AuthenticationUtil.getAuthsFromSession(session).getAuthenticationForProcessEngine(engine.getName());
        return Optional.ofNullable(authentication).map(Authentication::getName);
    }

    /** A session may outlive its user. */
    private Optional<Reader> known(String user) {
        IdentityService identities = engine.getIdentityService();
        if (identities.createUserQuery().userId(user).count() == 0) {
            return Optional.empty();
        }
        List<String> groups = identities.createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .toList();
        return Optional.of(new Reader(user, groups));
    }
}
