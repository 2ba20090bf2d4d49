package org.cnxrunbooks.evidence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cnxrunbooks.evidence.Chain;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Entry;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.evidence.Sha256;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the evidence promises on every database. */
abstract class JdbcEvidenceContract {

    HikariDataSource pool;
    JdbcEvidence evidence;

    abstract String url() throws Exception;

    @BeforeEach
    void open() throws Exception {
        pool = new HikariDataSource();
        pool.setJdbcUrl(url());
        pool.setMaximumPoolSize(8);
        Flyway.configure().dataSource(pool).load().migrate();
        evidence = new JdbcEvidence(pool);
    }

    @AfterEach
    void close() {
        evidence.close();
        pool.close();
    }

    @Test
    void what_was_appended_comes_back_as_it_was_hashed() {
        evidence.append(draft("run-a", "äöü \uD83D\uDE00 'quoted' \0 end", null, null));
        evidence.append(draft("run-a", "", "db2 backup db HOMEPAGE", 4));
        evidence.append(draft("run-b", "another run", null, null));
        List<Entry> entries = evidence.entries("run-a");
        assertThat(entries).hasSize(2);
        assertThat(Chain.verify(entries)).isEmpty();
        assertThat(entries.get(1).draft().exitCode()).isEqualTo(4);
        assertThat(entries.get(0).draft().digests()).containsEntry("plan", "ab").containsEntry("output", "cd");
        assertThat(evidence.entries("run-b")).extracting(Entry::sequence).containsExactly(1L);
        assertThat(evidence.entries("nobody")).isEmpty();
    }

    @Test
    void an_entry_survives_the_roll_back_of_its_caller() {
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    JdbcClient.create(pool)
                            .sql(
                                    "INSERT INTO runbook_run (run_id, reserved) VALUES ('gone-with-it', CURRENT_TIMESTAMP)")
                            .update();
                    evidence.append(draft("run-rolled-back", "tried", null, null));
                    throw new IllegalStateException("the step failed");
                }))
                .hasMessage("the step failed");
        assertThat(evidence.entries("run-rolled-back")).hasSize(1);
        assertThat(JdbcClient.create(pool)
                        .sql("SELECT count(*) FROM runbook_run WHERE run_id = 'gone-with-it'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void two_nodes_and_eight_threads_make_one_chain_without_a_gap() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(8);
        try (JdbcEvidence otherNode = new JdbcEvidence(pool)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                JdbcEvidence mine = writer % 2 == 0 ? evidence : otherNode;
                String name = "writer " + writer;
                writers.add(threads.submit(() -> {
                    go.await();
                    for (int act = 0; act < 25; act++) {
                        mine.append(draft("run-busy", name + " act " + act, null, null));
                    }
                    return null;
                }));
            }
            go.countDown();
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            threads.shutdown();
        }
        List<Entry> entries = evidence.entries("run-busy");
        assertThat(entries).hasSize(200);
        assertThat(Chain.verify(entries)).isEmpty();
        assertThat(entries).extracting(entry -> entry.draft().message()).doesNotHaveDuplicates();
    }

    @Test
    void a_row_changed_behind_its_back_is_found_and_named() {
        for (int act = 1; act <= 4; act++) {
            evidence.append(draft("run-forged", "act " + act, null, null));
        }
        JdbcClient.create(pool)
                .sql("UPDATE evidence_entry SET actor = 'somebody else' WHERE run_id = 'run-forged' AND sequence = 3")
                .update();
        assertThat(Chain.verify(evidence.entries("run-forged")))
                .map(Chain.Break::sequence)
                .contains(3L);
    }

    @Test
    void a_blob_is_kept_once_under_its_digest_and_read_with_a_check() {
        byte[] plan = "{\"items\": []}".getBytes(StandardCharsets.UTF_8);
        String name = evidence.keep(plan);
        assertThat(name).isEqualTo(Sha256.of(plan)).isEqualTo(evidence.keep(plan));
        assertThat(evidence.blob(name)).hasValue(plan);
        assertThat(evidence.blob("0".repeat(64))).isEmpty();
        byte[] big = new byte[3_000_000];
        assertThat(evidence.blob(evidence.keep(big))).hasValue(big);

        JdbcClient.create(pool)
                .sql("UPDATE evidence_blob SET bytes = ? WHERE sha256 = ?")
                .params("{}".getBytes(StandardCharsets.UTF_8), name)
                .update();
        assertThatThrownBy(() -> evidence.blob(name))
                .hasMessageContaining("blob altered")
                .hasMessageContaining(name);
    }

    @Test
    void an_interrupted_writer_still_writes_and_keeps_its_interrupt() {
        for (int act = 0; act < 50; act++) {
            Thread.currentThread().interrupt();
            evidence.append(draft("run-interrupted", "act " + act, null, null));
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(Chain.verify(evidence.entries("run-interrupted"))).isEmpty();
        assertThat(evidence.entries("run-interrupted")).hasSize(50);
    }

    static Draft draft(String run, String message, String command, Integer exitCode) {
        Instant now = Instant.parse("2026-03-14T21:00:00.123456Z");
        return new Draft(
                run,
                "serviceTask_planBackup",
                "001-7",
                null,
                now,
                now.plusMillis(1),
                1,
                Outcome.DONE,
                "system",
                command,
                exitCode,
                Map.of("plan", "ab", "output", "cd"),
                message);
    }
}
