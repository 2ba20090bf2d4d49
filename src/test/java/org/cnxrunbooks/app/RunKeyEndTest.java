package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.evidence.store.JdbcEvidence;
import org.cnxrunbooks.evidence.store.JdbcLedger;
import org.cnxrunbooks.vault.Encryption;
import org.cnxrunbooks.vault.Vault;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;

/** No key of a run outlives it. */
class RunKeyEndTest {

    private static final String RECIPIENT = "age1ekc03gtv7q370645acf88rnurmjg9kuk8rpnq4r9k4tzthg3h5rsda7p6t";
    private static final String OVER = "backup-lab-20260314-210000";
    private static final String RUNNING = "backup-lab-20260314-220000";
    private static final String UNKNOWN = "backup-lab-20260314-230000";

    @TempDir
    Path directory;

    private HikariDataSource pool;
    private JdbcEvidence evidence;
    private Vault vault;
    private RunKeyEnd end;

    @BeforeEach
    void makeRuns() {
        pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(pool).load().migrate();
        evidence = new JdbcEvidence(pool);
        vault = new Vault(
                directory.resolve("vault"),
                new Encryption(List.of(RECIPIENT), directory.resolve("run-keys")),
                Clock.systemUTC());
        end = new RunKeyEnd(vault, new JdbcLedger(pool, evidence, Clock.systemUTC()));
        for (String run : List.of(OVER, RUNNING, UNKNOWN)) {
            vault.open("lab", run).putText("roles/a.json", new byte[1]);
        }
        String request = evidence.keep("{}".getBytes(StandardCharsets.UTF_8));
        for (String run : List.of(OVER, RUNNING)) {
            JdbcClient.create(pool)
                    .sql("INSERT INTO runbook_run (run_id, reserved) VALUES (?, CURRENT_TIMESTAMP)")
                    .param(run)
                    .update();
            act(run, Map.of("request", request), "run started");
        }
        act(OVER, Map.of(), "run ended: endEvent_backupFailed");
    }

    @AfterEach
    void close() {
        evidence.close();
        pool.close();
    }

    private void act(String run, Map<String, String> digests, String message) {
        Instant now = Instant.parse("2026-03-14T21:00:00Z");
        evidence.append(
                new Draft(run, "backup", null, null, now, now, 1, Outcome.DONE, "ops", null, null, digests, message));
    }

    @Test
    void the_start_destroys_keys_of_runs_that_ended_meanwhile_and_no_other() {
        end.run(new DefaultApplicationArguments());

        assertThat(vault.runsWithKey()).containsExactly(RUNNING, UNKNOWN);
    }

    @Test
    void the_end_of_a_run_destroys_its_key_and_another_end_harms_nothing() {
        end.ended(RUNNING);
        end.ended(RUNNING);
        end.ended("notice-lab-20260314-210000");

        assertThat(vault.runsWithKey()).containsExactly(OVER, UNKNOWN);
    }

    @Test
    void a_key_that_cannot_be_destroyed_undoes_nothing() throws Exception {
        Path key = directory.resolve("run-keys").resolve(RUNNING + ".key");
        Files.delete(key);
        Files.createDirectories(key.resolve("in the way"));

        end.ended(RUNNING);

        assertThat(key).exists();
    }
}
