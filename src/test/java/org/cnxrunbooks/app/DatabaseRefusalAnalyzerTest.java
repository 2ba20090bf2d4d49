package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

class DatabaseRefusalAnalyzerTest {

    private final MockEnvironment environment = new MockEnvironment()
            .withProperty("spring.datasource.url", "jdbc:postgresql://db.example.org/runbooks?password=hunter2");

    @Test
    void a_server_that_does_not_answer_is_told_with_its_address_and_without_parameters() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        SQLException refused = catchThrowableOfType(
                SQLException.class,
                () -> DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + closed + "/x", "a", "b"));
        FailureAnalysis analysis = analyze(refused);
        assertThat(analysis.getDescription())
                .contains("jdbc:postgresql://db.example.org/runbooks (observed")
                .contains("refused")
                .doesNotContain("hunter2");
        assertThat(analysis.getAction()).contains("HINT: Check spring.datasource.url");
    }

    @ParameterizedTest
    @CsvSource({"28P01,0,spring.datasource.password", "3D000,0,Create that database", "90020,90020,running already"})
    void each_reason_has_its_hint(String state, int code, String hint) {
        assertThat(analyze(new SQLException("no", state, code)).getAction()).contains(hint);
    }

    @Test
    void what_is_no_matter_of_the_connection_is_left_to_others() {
        assertThat(analyze(new SQLException("syntax error", "42601"))).isNull();
    }

    private FailureAnalysis analyze(SQLException cause) {
        return new DatabaseRefusalAnalyzer(environment).analyze(new IllegalStateException("start", cause));
    }
}
