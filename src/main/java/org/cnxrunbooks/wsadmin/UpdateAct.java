package org.cnxrunbooks.wsadmin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.cnxrunbooks.host.RemoteJob;

/**
 * Installs or uninstalls fixes: probe, act, verify. Probe and proof are the tool's listing.
 *
 * <p>A change is called done only when the tool's success line and the listing agree. A fix that is listed although the
 * tool did not say success may be half there (files changed, a node not told), so it stays NOT_PROVEN as long as this
 * attempt's own run says so; after a person decided to try again, the listing alone is believed.
 */
final class UpdateAct {

    private final UpdateTool tool;
    private final UpdateChange change;
    private final UpdateJobs jobs;
    private final ControlRun run;
    private final Duration patience;

    UpdateAct(UpdateTool tool, UpdateChange change, UpdateJobs jobs, Duration patience) {
        this.tool = tool;
        this.change = change;
        this.jobs = jobs;
        this.run = jobs.run();
        this.patience = patience;
    }

    UpdateReport report() {
        run.progress().checkpoint();
        Optional<String> unusable = tool.loginProblem();
        if (unusable.isPresent()) {
            return nothingRan(UpdateAnswer.LOGIN_UNUSABLE, unusable.get());
        }
        Optional<UpdateJobs.Found> found = jobs.find();
        if (found.isPresent() && found.get().running()) {
            return finish(found.get().job());
        }
        FixListing before = tool.list(change.fixDirectory());
        if (change.reached(before)) {
            return found.map(job -> judge(job.status(), before)).orElseGet(this::already);
        }
        List<String> absent = change.absent(before);
        if (!absent.isEmpty()) {
            return nothingRan(UpdateAnswer.FIX_NOT_FOUND, notFound(absent, before));
        }
        if (tool.busy()) {
            return nothingRan(UpdateAnswer.TOOL_BUSY, busy());
        }
        return jobs.start(name -> tool.command(name, change.rest(before)))
                .map(this::finish)
                .orElseGet(this::exhausted);
    }

    private UpdateReport finish(RemoteJob job) {
        RemoteJob.Status status = job.await(run.progress(), patience);
        return status.state() == RemoteJob.State.RUNNING ? timedOut(status) : judge(status, tool.list(null));
    }

    private UpdateReport already() {
        return nothingRan(
                change.already(), change.names() + (change.install() ? " installed" : " uninstalled") + " already");
    }

    private UpdateReport judge(RemoteJob.Status status, FixListing after) {
        boolean said = change.said(status.log());
        boolean reached = change.reached(after);
        if (said && reached) {
            return report(change.done(), status, change.names() + (change.install() ? " installed" : " uninstalled"));
        }
        String observed = "%s, exit code %d, listed: %s"
                .formatted(
                        said ? "the success line" : "no success line",
                        status.exitCode(),
                        UpdateChange.names(after.appliedOf(change.ids())));
        if (said || reached) {
            return report(
                    UpdateAnswer.NOT_PROVEN,
                    status,
                    message(
                            observed,
                            "The tool's words and its listing contradict each other: it may have stopped half way."
                                    + " Compare the logs below version/log of the installation with the application's"
                                    + " version before anybody uses it; a new attempt believes the listing alone."));
        }
        return report(
                UpdateAnswer.FAILED,
                status,
                message(
                        observed,
                        "The last lines of the output and the logs below version/log of the installation say why. Is"
                                + " the deployment manager up, are its user and password in the settings right? The"
                                + " application may be changed although nothing is listed."));
    }

    private UpdateReport timedOut(RemoteJob.Status status) {
        return report(
                UpdateAnswer.TIMED_OUT,
                status,
                message(
                        "updateSilent still running after " + patience.toSeconds() + " s",
                        "It goes on: never end it in the middle. A new attempt waits for this same run. The logs below"
                                + " version/log of the installation tell how far it is."));
    }

    private UpdateReport exhausted() {
        return nothingRan(
                UpdateAnswer.FAILED,
                message(
                        "too many ended runs of this attempt",
                        "Read their logs, mend the cause, and decide on a new attempt. Nothing was run."));
    }

    private String notFound(List<String> absent, FixListing listing) {
        return refusal(
                "%s not in %s, there: %s"
                        .formatted(
                                UpdateChange.names(absent),
                                change.fixDirectory(),
                                UpdateChange.names(listing.available().stream()
                                        .map(Fix::id)
                                        .toList())),
                "an archive of each",
                "Copy the fix to that directory, readable for the SSH user.");
    }

    private String busy() {
        return refusal(
                "updateSilent of another run or of an administrator at work",
                "none",
                "Wait until it has ended, look at what it did, then retry. Two at a time damage the installation.");
    }

    private String refusal(String observed, String expected, String hint) {
        return "%s refused: %s (observed %s, expected %s)\nHINT: %s Nothing was run."
                .formatted(change.title(), tool.where(), observed, expected, hint);
    }

    private String message(String observed, String hint) {
        return "%s failed: %s (observed %s, expected the success line and %s of them listed)\nHINT: %s"
                .formatted(change.title(), tool.where(), observed, change.install() ? "all" : "none", hint);
    }

    private UpdateReport report(UpdateAnswer answer, RemoteJob.Status status, String message) {
        return new UpdateReport(answer, status.exitCode(), message, tool.tail(status.log()), status.adopted());
    }

    private static UpdateReport nothingRan(UpdateAnswer answer, String message) {
        return new UpdateReport(answer, -1, message, "", false);
    }
}
