package org.cnxrunbooks.wsadmin;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.JobSpec;
import org.cnxrunbooks.host.RemoteJob;

/**
 * Starts or stops one process: probe, act, verify. A job of ours that had ended before, while the process is not in the
 * wanted state now, is history: the next number is tried, so that a retry is never blocked by its own journal.
 */
final class ControlAct {

    private static final int JOURNAL_DEPTH = 5;
    private static final int STOP_PATIENCE_SECONDS = 30;
    private static final int TAIL_LINES = 30;

    private final ControlTarget target;
    private final HostSession session;
    private final ControlSettings settings;
    private final ControlRun run;
    private final boolean stop;
    private final ProcessProbe probe;

    ControlAct(ControlTarget target, HostSession session, ControlSettings settings, ControlRun run, boolean stop) {
        this.target = target;
        this.session = session;
        this.settings = settings;
        this.run = run;
        this.stop = stop;
        this.probe = new ProcessProbe(session, target, settings.probeTimeout());
    }

    ControlReport report() {
        run.progress().checkpoint();
        ProcessProbe.Sight before = probe.look(0);
        if (reached(before)) {
            return new ControlReport(target, already(), -1, target.label() + " was " + word() + " already", "");
        }
        for (int number = 1; number <= JOURNAL_DEPTH; number++) {
            RemoteJob.Status status;
            try {
                status = session.job(new JobSpec(jobId(number), command())).await(run.progress());
            } catch (HostFailure failure) {
                if (failure.kind() == HostFailure.Kind.TIMED_OUT) {
                    return judge(ControlText.Claim.TIMED_OUT, before, -1, failure.tail());
                }
                throw failure;
            }
            ControlText.Claim claim = claim(status);
            ControlReport report = judge(claim, before, status.exitCode(), status.log());
            boolean history = status.adopted() && status.state() != RemoteJob.State.RUNNING;
            if (report.answer().reached() || !history) {
                return report;
            }
        }
        throw new WsadminFailure(
                WsadminFailure.Reason.TOOL_FAILED,
                target.host(),
                verb() + " of " + target.label() + " failed: " + target.host() + " (observed " + JOURNAL_DEPTH
                        + " ended jobs of this attempt, expected one that works)\nHINT: Look at the logs below "
                        + target.profile() + "/logs/" + target.name() + ".",
                -1,
                "");
    }

    private ControlText.Claim claim(RemoteJob.Status status) {
        if (status.state() != RemoteJob.State.DONE) {
            return ControlText.Claim.FAILED;
        }
        return stop
                ? ControlText.stop(status.log(), status.exitCode())
                : ControlText.start(status.log(), status.exitCode());
    }

    private ControlReport judge(ControlText.Claim claim, ProcessProbe.Sight before, int exitCode, String log) {
        ProcessProbe.Sight after = probe.look(stop && claim != ControlText.Claim.TIMED_OUT ? STOP_PATIENCE_SECONDS : 0);
        String tail = tail(log);
        if (reached(after) || provedByPid(claim, before, after)) {
            ControlAnswer answer = claim == ControlText.Claim.ALREADY ? already() : done();
            String remark = claim == ControlText.Claim.DONE || claim == ControlText.Claim.ALREADY
                    ? ""
                    : ", although the script did not say so (exit code " + exitCode + ")";
            return new ControlReport(target, answer, exitCode, target.label() + " " + word() + remark, tail);
        }
        ControlAnswer answer = claim == ControlText.Claim.TIMED_OUT ? ControlAnswer.TIMED_OUT : ControlAnswer.FAILED;
        return new ControlReport(target, answer, exitCode, failure(claim, after, exitCode), tail);
    }

    /** serverStatus may stay mute where it has no log-in; then the script's word and the process decide together. */
    private boolean provedByPid(ControlText.Claim claim, ProcessProbe.Sight before, ProcessProbe.Sight after) {
        if (after.status() != ControlText.Status.UNKNOWN || claim != ControlText.Claim.DONE) {
            return false;
        }
        return stop ? before.alive() && !after.alive() : after.alive();
    }

    private String failure(ControlText.Claim claim, ProcessProbe.Sight after, int exitCode) {
        String hint = stop
                ? "If the process hangs, take a thread dump and end it on its host, then retry."
                : "SystemOut.log below " + target.profile() + "/logs/" + target.name() + " says why.";
        String login = after.status() == ControlText.Status.UNKNOWN
                ? " serverStatus said nothing usable: user and password must stand in soap.client.props of the profile."
                : "";
        return "%s of %s failed: %s (observed %s, script claims %s with exit code %d, expected %s)\nHINT: %s%s"
                .formatted(verb(), target.label(), target.host(), after.words(), claim, exitCode, word(), hint, login);
    }

    private boolean reached(ProcessProbe.Sight sight) {
        return stop ? sight.stopped() : sight.running();
    }

    private Command command() {
        String bin = target.profile() + "/bin/";
        String act = stop ? "stop" : "start";
        Duration limit = stop ? settings.stopTimeout() : settings.startTimeout();
        List<String> words =
                switch (target.kind()) {
                    case APPLICATION_SERVER -> List.of(bin + act + "Server.sh", target.name());
                    case NODE_AGENT -> List.of(bin + act + "Node.sh");
                    case DEPLOYMENT_MANAGER -> List.of(bin + act + "Manager.sh");
                };
        return Command.of(words).within(limit);
    }

    private String jobId(int number) {
        String id = String.join("_", run.runId(), run.step(), target.node(), target.name(), "" + run.attempt());
        String plain = id.replaceAll("[^A-Za-z0-9._-]", "-");
        String unique = plain.equals(id) ? plain : plain + "-" + Integer.toHexString(id.hashCode());
        return number == 1 ? unique : unique + "." + number;
    }

    private String verb() {
        return stop ? "Stop" : "Start";
    }

    private String word() {
        return stop ? "stopped" : "started";
    }

    private ControlAnswer already() {
        return stop ? ControlAnswer.ALREADY_STOPPED : ControlAnswer.ALREADY_STARTED;
    }

    private ControlAnswer done() {
        return stop ? ControlAnswer.STOPPED : ControlAnswer.STARTED;
    }

    private static String tail(String log) {
        List<String> lines = log.lines().toList();
        return lines.stream().skip(Math.max(0, lines.size() - TAIL_LINES)).collect(Collectors.joining("\n"));
    }
}
