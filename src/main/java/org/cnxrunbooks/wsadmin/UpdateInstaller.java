package org.cnxrunbooks.wsadmin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.cnxrunbooks.cell.DeploymentManager;
import org.cnxrunbooks.cell.Directories;
import org.cnxrunbooks.host.HostSession;
import org.jspecify.annotations.Nullable;

/**
 * The updateInstaller of Connections on the deployment manager's host ({@code updateSilent.sh}).
 *
 * <p>An installation changes the application's archive at the deployment manager; nodes whose agents are up take it at
 * once and restart the application. It runs as a journalled job that is never ended from here and never started twice
 * for the same run, step and attempt; its exit codes are not documented and only recorded. Failures are a
 * {@link WsadminFailure} or a host's.
 */
public final class UpdateInstaller {

    private final HostSession session;
    private final UpdateTool tool;
    private final Duration patience;

    /**
     * @param session on the deployment manager's host
     * @param patience for one installation or uninstallation; after it the tool goes on unattended
     */
    public UpdateInstaller(
            HostSession session, DeploymentManager deploymentManager, Directories directories, Duration patience) {
        this.session = session;
        this.tool = new UpdateTool(session, deploymentManager, directories);
        this.patience = patience;
    }

    /**
     * Asks the tool, without user and password; changes nothing.
     *
     * @param fixDirectory whose fixes are listed as available; none when absent
     */
    public FixListing list(@Nullable String fixDirectory) {
        return tool.list(fixDirectory);
    }

    /** Why the tool cannot take the configured user and password, for a plan; empty when it can. */
    public Optional<String> loginProblem() {
        return tool.loginProblem();
    }

    /**
     * Installs those of the fixes that are not installed. Calling again is harmless: it waits for a tool that an earlier
     * call started, and does nothing when all are listed.
     *
     * @param fixDirectory absolute, on the deployment manager's host
     * @param customizationBackedUp what the tool is told about the customized files; it only reminds
     * @throws IllegalArgumentException when an id is no APAR or the directory is not absolute
     */
    public UpdateReport install(
            ControlRun run, String fixDirectory, List<String> fixIds, boolean customizationBackedUp) {
        return change(run, new UpdateChange(fixIds, fixDirectory, customizationBackedUp));
    }

    /** Takes back those of the fixes that are installed; the same promises as {@link #install}. */
    public UpdateReport uninstall(ControlRun run, List<String> fixIds, boolean customizationBackedUp) {
        return change(run, new UpdateChange(fixIds, null, customizationBackedUp));
    }

    private UpdateReport change(ControlRun run, UpdateChange change) {
        UpdateJobs jobs = new UpdateJobs(session, run, change.effect(), name -> tool.command(name, change));
        return new UpdateAct(tool, change, jobs, patience).report();
    }
}
