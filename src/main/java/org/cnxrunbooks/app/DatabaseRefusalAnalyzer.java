package org.cnxrunbooks.app;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says in a few lines why there is no connection to the database, for the reasons that a site can put right. */
final class DatabaseRefusalAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    /** H2, "Error codes": the file is locked by another process. */
    private static final int H2_FILE_IN_USE = 90020;

    private final Environment environment;

    DatabaseRefusalAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        String hint = hint(cause);
        return hint == null
                ? null
                : new FailureAnalysis(
                        "Connect to the database: %s (observed %s, expected a connection)"
                                .formatted(address(), firstLine(cause)),
                        "HINT: " + hint,
                        cause);
    }

    private static @Nullable String hint(SQLException cause) {
        if (cause.getErrorCode() == H2_FILE_IN_USE) {
            return "Another process has the file open. Is this application running already? For two at once use PostgreSQL.";
        }
        String state = String.valueOf(cause.getSQLState());
        if (state.startsWith("28")) {
            return "Check spring.datasource.username and spring.datasource.password, and what the server lets in.";
        }
        if (state.startsWith("08")) {
            return "Check spring.datasource.url, and that the server runs and can be reached from here.";
        }
        return state.equals("3D000") ? "Create that database, owned by the user of spring.datasource.username." : null;
    }

    /** The URL without its parameters, which may hold a password. */
    private String address() {
        return environment
                .getProperty("spring.datasource.url", "spring.datasource.url")
                .replaceFirst("[;?].*", "");
    }

    private static String firstLine(SQLException cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no message");
    }
}
