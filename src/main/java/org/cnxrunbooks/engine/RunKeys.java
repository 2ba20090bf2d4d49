package org.cnxrunbooks.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/**
 * Gives out business keys {@code <process>-<cell>-<yyyyMMdd-HHmmss>} in UTC. Each key is given once, also between
 * nodes: it is reserved by an insert that commits at once, and whoever meets a taken second takes the next.
 */
final class RunKeys {

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final String CELL = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
    private static final int TRIES = 600;

    /** SQLSTATE class 23, integrity constraint violation. */
    private static final String INTEGRITY = "23";

    private final DataSource apart;
    private final Clock clock;

    /** @param apart connections that commit by themselves and take no part in the engine's transactions */
    RunKeys(DataSource apart, Clock clock) {
        this.apart = apart;
        this.clock = clock;
    }

    /** The business key of the run that an execution belongs to. */
    static String of(DelegateExecution execution) {
        String key = execution.getProcessBusinessKey();
        return key == null ? execution.getProcessInstanceId() : key;
    }

    String next(String process, String cell) {
        if (!cell.matches(CELL)) {
            throw new BadUserRequestException("run not started: " + process + " (observed cellName '" + cell
                    + "', expected letters, digits, dot, dash, underscore) HINT: choose a cell of the configuration");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        for (int second = 0; second < TRIES; second++) {
            String key = process + "-" + cell + "-" + SECOND.format(now.plusSeconds(second));
            if (reserve(key, now)) {
                return key;
            }
        }
        throw new IllegalStateException("run not started: " + process + " on " + cell + " (observed " + TRIES
                + " keys taken from " + now + " on, expected a free second) HINT: look who starts runs in a loop");
    }

    /** Plain JDBC: Spring's templates would keep the connection until the engine's transaction ends, and so exhaust the pool. */
    private boolean reserve(String key, Instant now) {
        try (Connection connection = apart.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO runbook_run (run_id, reserved) VALUES (?, ?)")) {
            insert.setString(1, key);
            insert.setObject(2, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            insert.executeUpdate();
            return true;
        } catch (SQLException e) {
            String state = e.getSQLState();
            if (state != null && state.startsWith(INTEGRITY)) {
                return false;
            }
            throw new IllegalStateException(
                    "run not started: key " + key + " not reserved (" + e.getMessage() + ")", e);
        }
    }
}
