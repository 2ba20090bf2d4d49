package org.cnxrunbooks.ifix;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.cnxrunbooks.engine.Refusal;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.engine.Variable;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.evidence.store.JdbcEvidence;
import org.cnxrunbooks.host.CommandRecord;
import org.cnxrunbooks.host.Progress;
import org.cnxrunbooks.webserver.WatchKind;
import org.cnxrunbooks.webserver.WatchSecond;
import org.flywaydb.core.Flyway;

/** A step of a run with the real evidence in memory and variables that a test sets. */
final class WatchedRun implements StepRun, AutoCloseable {

    static final String ID = "ifix-sample-20260314-210000";
    static final Instant NINE = Instant.parse("2026-03-14T21:00:00Z");

    private final Map<String, Object> variables = new HashMap<>();
    private final HikariDataSource pool = new HikariDataSource();
    private final JdbcEvidence evidence;

    WatchedRun() {
        pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(pool).load().migrate();
        evidence = new JdbcEvidence(pool);
    }

    /** Visits of new users in one second. */
    static WatchSecond second(Instant second, long requests, long failures) {
        return new WatchSecond(
                second,
                "webserver1",
                "AppsCluster",
                WatchKind.NEW,
                requests,
                failures,
                20,
                0,
                2,
                Map.of("clone1", requests - failures),
                failures == 0 ? Map.of() : Map.of("503 Service Unavailable", failures));
    }

    WatchLog log() {
        return WatchLog.of(this);
    }

    @Override
    public void close() {
        evidence.close();
        pool.close();
    }

    @Override
    public String runId() {
        return ID;
    }

    @Override
    public String stepId() {
        return "serviceTask_stopMembers";
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public String starter() {
        return "ops";
    }

    @Override
    public <T> Optional<T> find(Variable<T> variable) {
        return Optional.ofNullable(variables.get(variable.name())).map(variable.type()::cast);
    }

    @Override
    public <T> T read(Variable<T> variable) {
        return find(variable).orElseThrow();
    }

    @Override
    public <T> void write(Variable<T> variable, T value) {
        variables.put(variable.name(), value);
    }

    @Override
    public Refusal refuse(String errorCode, String message) {
        return new Refusal(errorCode, message);
    }

    @Override
    public Evidence evidence() {
        return evidence;
    }

    @Override
    public Consumer<CommandRecord> recorder() {
        return command -> {};
    }

    @Override
    public Progress progress() {
        return Progress.NONE;
    }

    @Override
    public void conclude(Outcome outcome, String message) {}

    @Override
    public void digest(String role, String sha256) {}

    @Override
    public boolean isSkipped(String item) {
        return find(IfixVariables.SKIPPED_STEPS).orElse(List.of()).contains(stepId() + "/" + item);
    }

    @Override
    public byte[] approvedPlan(String approvalTaskId) {
        throw new IllegalStateException("no plan was approved: " + approvalTaskId);
    }
}
