package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.junit.jupiter.api.Test;

class ProbeProblemTest {

    @Test
    void only_a_connection_that_was_refused_is_called_refused() {
        assertThat(ProbeProblem.ofCurl(7, true)).isEqualTo(ProbeAnswer.REFUSED);
        assertThat(ProbeProblem.ofCurl(7, false)).isEqualTo(ProbeProblem.NO_CONNECTION);
        assertThat(ProbeProblem.of(new ConnectException("Connection refused"))).isEqualTo(ProbeAnswer.REFUSED);
        assertThat(ProbeProblem.of(new ConnectException("Network is unreachable")))
                .isEqualTo(ProbeProblem.NO_CONNECTION);
        assertThat(ProbeProblem.of(new NoRouteToHostException("No route to host")))
                .isEqualTo(ProbeProblem.NO_CONNECTION);
    }

    @Test
    void both_sides_use_the_same_words() {
        assertThat(ProbeProblem.of(new UnknownHostException("x"))).isEqualTo(ProbeProblem.ofCurl(6, false));
        assertThat(ProbeProblem.of(new SocketTimeoutException("x"))).isEqualTo(ProbeProblem.ofCurl(28, false));
        assertThat(ProbeProblem.of(new ConnectException("Connection timed out")))
                .isEqualTo(ProbeProblem.ofCurl(28, false));
        assertThat(ProbeProblem.of(new SSLHandshakeException("x"))).isEqualTo(ProbeProblem.ofCurl(35, false));
        assertThat(ProbeProblem.of(new BindException("x"))).isEqualTo(ProbeProblem.ofCurl(45, false));
        assertThat(ProbeProblem.of(new NoHttpResponseException("x"))).isEqualTo(ProbeProblem.ofCurl(52, false));
        assertThat(ProbeProblem.of(new SocketException("Connection reset"))).isEqualTo(ProbeProblem.ofCurl(56, false));
    }

    @Test
    void what_is_not_known_is_shown_as_it_is() {
        assertThat(ProbeProblem.ofCurl(0, false)).isEmpty();
        assertThat(ProbeProblem.ofCurl(92, false)).isEqualTo("curl ended with 92");
        assertThat(ProbeProblem.of(new IOException("odd"))).isEqualTo("IOException: odd");
    }
}
