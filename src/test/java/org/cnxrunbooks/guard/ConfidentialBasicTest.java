package org.cnxrunbooks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ConfidentialBasicTest {

    private static final String ELSEWHERE = "192.0.2.7";

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.5.9", "::1", "0:0:0:0:0:0:0:1"})
    void from_this_machine_clear_text_is_well(String address) throws Exception {
        assertThat(status("/engine-rest", address, false, false, false)).isEqualTo(HttpServletResponse.SC_OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {ELSEWHERE, "2001:db8::1", "10.0.0.1"})
    void from_other_machines_only_tls_is_well(String address) throws Exception {
        assertThat(status("/engine-rest", address, false, false, false)).isEqualTo(HttpServletResponse.SC_FORBIDDEN);
        assertThat(status("/engine-rest", address, true, false, false)).isEqualTo(HttpServletResponse.SC_OK);
    }

    @Test
    void a_site_may_decide_otherwise() throws Exception {
        assertThat(status("/engine-rest", ELSEWHERE, false, false, true)).isEqualTo(HttpServletResponse.SC_OK);
    }

    @Test
    void elsewhere_it_is_the_password_that_counts() throws Exception {
        assertThat(status("/runs", ELSEWHERE, false, true, false)).isEqualTo(HttpServletResponse.SC_FORBIDDEN);
        assertThat(status("/camunda/app", ELSEWHERE, false, false, false)).isEqualTo(HttpServletResponse.SC_OK);
    }

    private static int status(String path, String address, boolean tls, boolean password, boolean allowed)
            throws IOException, jakarta.servlet.ServletException {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path + "/any");
        request.setServletPath(path);
        request.setRemoteAddr(address);
        request.setSecure(tls);
        if (password) {
            request.addHeader("Authorization", "Basic YTph");
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockFilterChain chain = new MockFilterChain();
        new ConfidentialBasic(allowed).doFilter(request, response, chain);
        assertThat(chain.getRequest() != null)
                .as("passed on")
                .isEqualTo(response.getStatus() == HttpServletResponse.SC_OK);
        return response.getStatus();
    }
}
