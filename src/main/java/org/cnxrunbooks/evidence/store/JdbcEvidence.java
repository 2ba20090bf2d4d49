package org.cnxrunbooks.evidence.store;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.cnxrunbooks.evidence.Chain;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Entry;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Sha256;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Evidence in two tables. Each entry is one insert that commits by itself; two writers of one run meet at the key (run,
 * sequence), and the second links itself to the first. There is no statement that changes or deletes.
 */
public final class JdbcEvidence implements Evidence, AutoCloseable {

    private static final int TRIES = 200;

    private final JdbcClient jdbc;
    private final Apart apart;

    /** @param dataSource connections that commit by themselves; best a small pool of its own, so that a caller who holds a connection never waits for a second of the same pool */
    public JdbcEvidence(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.apart = new Apart(3);
    }

    @Override
    public Entry append(Draft draft) {
        return apart.call(() -> {
            for (int tries = 1; ; tries++) {
                Entry entry = Chain.link(last(draft.runId()).orElse(null), draft);
                try {
                    insert(entry);
                    return entry;
                } catch (DuplicateKeyException | ConcurrencyFailureException e) {
                    if (tries == TRIES) {
                        throw e;
                    }
                    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(
                            ThreadLocalRandom.current().nextLong(500, 5_000)));
                }
            }
        });
    }

    private Optional<Entry> last(String runId) {
        return jdbc.sql("SELECT * FROM evidence_entry WHERE run_id = ? ORDER BY sequence DESC LIMIT 1")
                .param(runId)
                .query(EntryRows::entry)
                .optional();
    }

    private void insert(Entry entry) {
        Draft draft = entry.draft();
        jdbc.sql("INSERT INTO evidence_entry (run_id, sequence, step, source, host, started, ended, attempt, outcome,"
                        + " actor, command, exit_code, digests, message, previous_hash, hash)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        draft.runId(),
                        entry.sequence(),
                        draft.step(),
                        draft.source(),
                        draft.host(),
                        OffsetDateTime.ofInstant(draft.started(), ZoneOffset.UTC),
                        OffsetDateTime.ofInstant(draft.ended(), ZoneOffset.UTC),
                        draft.attempt(),
                        draft.outcome().name(),
                        draft.actor(),
                        draft.command(),
                        draft.exitCode(),
                        EntryRows.write(draft.digests()),
                        draft.message(),
                        entry.previousHash(),
                        entry.hash())
                .update();
    }

    @Override
    public List<Entry> entries(String runId) {
        return apart.call(() -> jdbc.sql("SELECT * FROM evidence_entry WHERE run_id = ? ORDER BY sequence")
                .param(runId)
                .query(EntryRows::entry)
                .list());
    }

    @Override
    public String keep(byte[] blob) {
        String sha256 = Sha256.of(blob);
        return apart.call(() -> {
            if (read(sha256).isEmpty()) {
                try {
                    jdbc.sql("INSERT INTO evidence_blob (sha256, bytes) VALUES (?, ?)")
                            .params(sha256, blob)
                            .update();
                } catch (DuplicateKeyException e) {
                    return sha256;
                }
            }
            return sha256;
        });
    }

    @Override
    public Optional<byte[]> blob(String sha256) {
        Optional<byte[]> found = apart.call(() -> read(sha256));
        found.map(Sha256::of).filter(observed -> !observed.equals(sha256)).ifPresent(observed -> {
            throw new IllegalStateException("blob altered: evidence store (observed SHA-256 " + observed + ", expected "
                    + sha256 + ") HINT: somebody changed the table evidence_blob; trust nothing that rests on it");
        });
        return found;
    }

    private Optional<byte[]> read(String sha256) {
        return jdbc.sql("SELECT bytes FROM evidence_blob WHERE sha256 = ?")
                .param(sha256)
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    @Override
    public void close() {
        apart.close();
    }
}
