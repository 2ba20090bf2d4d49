package org.cnxrunbooks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

class SignOnSessionTest {

    private static final Instant BEGUN = Instant.parse("2026-03-14T21:00:00Z");

    private final MockHttpSession session = new MockHttpSession();

    @BeforeEach
    void somebody_signed_on() {
        OidcIdToken token = new OidcIdToken("-", BEGUN, BEGUN.plusSeconds(60), Map.of("sub", "ops"));
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(new DefaultOidcUser(List.of(), token), "-"));
        session.setAttribute(SignOnSession.class.getName(), BEGUN);
    }

    @AfterEach
    void leave() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void a_session_lasts_as_long_as_was_configured() throws Exception {
        ask(BEGUN.plus(Duration.ofHours(1)).minusMillis(1));
        assertThat(session.isInvalid()).isFalse();
        assertThat(SignOnPeople.current()).isPresent();
    }

    @Test
    void then_it_is_over_as_a_whole() throws Exception {
        ask(BEGUN.plus(Duration.ofHours(1)));
        assertThat(session.isInvalid()).isTrue();
        assertThat(SignOnPeople.current()).isEmpty();
    }

    @Test
    void one_that_does_not_say_since_when_is_over() throws Exception {
        session.removeAttribute(SignOnSession.class.getName());
        ask(BEGUN);
        assertThat(session.isInvalid()).isTrue();
    }

    private void ask(Instant now) throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/camunda/api/engine");
        request.setSession(session);
        new SignOnSession(null, Duration.ofHours(1), Clock.fixed(now, ZoneOffset.UTC))
                .doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
    }
}
