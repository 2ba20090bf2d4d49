package org.cnxrunbooks.backup;

import static org.cnxrunbooks.backup.BackupVariables.BACKUP_SET;
import static org.cnxrunbooks.backup.BackupVariables.FILE_REGISTRY_INCLUDED;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.cell.Cells;
import org.cnxrunbooks.engine.People;
import org.cnxrunbooks.engine.RunCell;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.evidence.Records;
import org.cnxrunbooks.host.CellSessions;
import org.cnxrunbooks.host.Hosts;
import org.cnxrunbooks.vault.BackupSet;
import org.cnxrunbooks.vault.Vault;
import org.cnxrunbooks.wsadmin.ControlReport;
import org.cnxrunbooks.wsadmin.ControlRun;
import org.cnxrunbooks.wsadmin.ServerControl;
import org.cnxrunbooks.wsadmin.Wsadmin;

/** What the steps of one run work with: its cell, its hosts, its approved plan, its set. */
final class BackupWork {

    private static final String APPROVAL = "userTask_approveBackupPlan";

    private final StepRun run;
    private final CellSessions sessions;
    private final Vault vault;
    private final FailureMemory memory;

    private BackupWork(StepRun run, CellSessions sessions, Vault vault) {
        this.run = run;
        this.sessions = sessions;
        this.vault = vault;
        this.memory = new FailureMemory(run);
    }

    /** Refused when the configuration has no such cell. */
    static BackupWork of(StepRun run, Cells cells, Hosts hosts, Vault vault) {
        Cell cell = RunCell.of(run, cells);
        return new BackupWork(run, new CellSessions(cell, hosts, run.recorder()), vault);
    }

    Cell cell() {
        return sessions.cell();
    }

    CellSessions sessions() {
        return sessions;
    }

    FailureMemory memory() {
        return memory;
    }

    /** As it was approved; fails when it was not, or when the digest was altered. */
    BackupPlan plan() {
        return Records.read(run.approvedPlan(APPROVAL), BackupPlan.class);
    }

    String approver() {
        return People.of(run).decided(APPROVAL);
    }

    BackupSet set() {
        BackupSet set = vault.open(cell().name(), run.runId());
        run.write(BACKUP_SET, cell().name() + "/" + run.runId());
        return set;
    }

    Wsadmin wsadmin() {
        return new Wsadmin(sessions.deploymentManager(), cell().deploymentManager());
    }

    FileStores fileStores() {
        return new FileStores(sessions, set(), skipped());
    }

    DatabaseDumps databases() {
        return new DatabaseDumps(sessions, set(), skipped());
    }

    /** The items of a phase that belong to this run. */
    List<PlannedItem> items(BackupPlan plan, Phase phase) {
        return plan.items(phase, run.find(FILE_REGISTRY_INCLUDED).orElse(false));
    }

    List<ControlReport> control(BiFunction<ServerControl, ControlRun, List<ControlReport>> verb) {
        String verbName = run.stepId().substring(run.stepId().indexOf('_') + 1);
        return new CellPower(sessions, skipped())
                .apply(verb, new ControlRun(run.runId(), verbName, memory.attempt(), run.progress()));
    }

    private Predicate<String> skipped() {
        return run::isSkipped;
    }
}
