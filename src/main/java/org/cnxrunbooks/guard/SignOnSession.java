package org.cnxrunbooks.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The session of one who signed on: the web applications are told who it is when it begins; it ends as a whole, at the
 * log-out of any web application or when its time is over.
 */
final class SignOnSession extends OncePerRequestFilter {

    private static final String SINCE = SignOnSession.class.getName();
    private static final Pattern LOG_OUT = Pattern.compile("/camunda/api/admin/auth/user/[^/]+/logout");

    private final ProcessEngine engine;
    private final Duration length;
    private final Clock clock;

    SignOnSession(ProcessEngine engine, Duration length, Clock clock) {
        this.engine = engine;
        this.length = length;
        this.clock = clock;
    }

    /** Begins it; the browser goes on where it wanted to. */
    SavedRequestAwareAuthenticationSuccessHandler beginning() {
        SavedRequestAwareAuthenticationSuccessHandler handler = new SavedRequestAwareAuthenticationSuccessHandler() {
            @Override
            public void onAuthenticationSuccess(
                    HttpServletRequest request, HttpServletResponse response, Authentication known)
                    throws IOException, ServletException {
                begin(request.getSession(), (OidcUser) known.getPrincipal());
                super.onAuthenticationSuccess(request, response, known);
            }
        };
        handler.setDefaultTargetUrl("/camunda/app/welcome/default/");
        return handler;
    }

    private void begin(HttpSession session, OidcUser person) {
        UserAuthentication known = AuthenticationUtil.createAuthentication(
                engine, person.getName(), SignOnPeople.groups(person), List.of());
        if (known == null) {
            throw new IllegalStateException("signed on and not known: " + person.getName());
        }
        AuthenticationUtil.getAuthsFromSession(session).addOrReplace(known);
        session.setAttribute(SINCE, clock.instant());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        if (session != null && isOver(session)) {
            session.invalidate();
            SecurityContextHolder.clearContext();
        }
        chain.doFilter(request, response);
        boolean left = request.getMethod().equals("POST")
                && response.getStatus() == HttpServletResponse.SC_OK
                && LOG_OUT.matcher(request.getRequestURI()).matches();
        HttpSession after = request.getSession(false);
        if (left && after != null) {
            after.invalidate();
        }
    }

    private boolean isOver(HttpSession session) {
        boolean signedOn = SignOnPeople.current().isPresent();
        return signedOn
                && !(session.getAttribute(SINCE) instanceof Instant since
                        && clock.instant().isBefore(since.plus(length)));
    }
}
