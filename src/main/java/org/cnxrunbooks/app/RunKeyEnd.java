package org.cnxrunbooks.app;

import org.cnxrunbooks.engine.RunEnd;
import org.cnxrunbooks.evidence.Ledger;
import org.cnxrunbooks.vault.Vault;
import org.cnxrunbooks.vault.VaultFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * No key outlives its run: destroyed when the run ends, whichever way, and at the start for runs that ended while nobody
 * could do it.
 */
@Component
final class RunKeyEnd implements RunEnd, ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(RunKeyEnd.class);

    private final Vault vault;
    private final Ledger ledger;

    RunKeyEnd(Vault vault, Ledger ledger) {
        this.vault = vault;
        this.ledger = ledger;
    }

    @Override
    public void ended(String runId) {
        try {
            vault.destroyKey(runId);
        } catch (VaultFailure e) {
            // the run has ended already and nothing must undo that; the next start tries again
            LOG.error("key of an ended run not destroyed: {}", runId, e);
        }
    }

    @Override
    public void run(ApplicationArguments arguments) {
        vault.runsWithKey().stream()
                .filter(runId ->
                        ledger.run(runId).map(run -> run.ended() != null).orElse(false))
                .forEach(this::ended);
    }
}
