package org.cnxrunbooks.host.ssh;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.cnxrunbooks.cell.Host;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.HostFailure.Kind;
import org.cnxrunbooks.host.JobSpec;
import org.cnxrunbooks.host.Progress;
import org.cnxrunbooks.host.RemoteJob;

/**
 * A job and its journal on a host. The start and the end are recorded, the polls between are not.
 *
 * <p>Longer than most: starting, finding again, waiting and giving up are one story.
 */
final class SshJob implements RemoteJob {

    private static final Duration ROUND_TRIP = Duration.ofSeconds(60);
    private static final int LOG_BYTES = 1 << 20;
    private static final int STEPS_PER_SECOND = 5;
    private static final int LONGEST_STEPS = 5 * STEPS_PER_SECOND;

    /** A broken line is no news about the job: about a minute of it is borne. */
    private static final List<Integer> PAUSES_SECONDS = List.of(1, 2, 4, 8, 15, 30);

    private static final Set<Kind> BROKEN_LINE = Set.of(Kind.CONNECTION_LOST, Kind.UNREACHABLE, Kind.TIMED_OUT);

    private final Runner runner;
    private final Journal journal;
    private final Host host;
    private final JobSpec spec;
    private final String text;
    private final Mask mask;
    private final boolean adopted;
    private boolean noted;

    private SshJob(Runner runner, Journal journal, JobSpec spec, boolean adopted) {
        this.runner = runner;
        this.journal = journal;
        this.host = journal.host();
        this.spec = spec;
        this.mask = Mask.of(spec.command().input());
        this.text = mask.apply("job " + spec.id() + ": " + ShellWords.line(spec.command(), host.user()));
        this.adopted = adopted;
    }

    /** The job if the host has its journal; starts nothing. */
    static Optional<RemoteJob> find(Runner runner, Journal journal, JobSpec spec) {
        SshJob job = new SshJob(runner, journal, spec, true);
        return job.ask(0, 0).state().isPresent() ? Optional.of(job) : Optional.empty();
    }

    /** Starts the job unless its journal is there. Safe to repeat whatever happened to the call before. */
    static SshJob start(Runner runner, Journal journal, JobSpec spec) {
        Host host = journal.host();
        Command command = spec.command();
        Mask mask = Mask.of(command.input());
        String line = ShellWords.line(command, host.user());
        String text = mask.apply("job " + spec.id() + ": " + line);
        byte[] input =
                command.input().map(secret -> Runner.bytes(secret.reveal())).orElse(new byte[0]);
        Instant started = journal.now();
        Runner.Ended ended;
        try {
            ended = runner.run(
                    JobScript.start(spec.id(), input.length, line),
                    input,
                    ROUND_TRIP,
                    "start of " + text,
                    host.user(),
                    mask);
        } catch (HostFailure e) {
            journal.note("start of " + text, mask, started, e);
            throw e;
        }
        String answer = ended.output().text();
        journal.note("start of " + text, mask, started, ended.exitCode(), Journal.tail(answer, ended.errors()));
        if (answer.contains("cnx-job started")) {
            return new SshJob(runner, journal, spec, false);
        }
        if (answer.contains("cnx-job found")) {
            return new SshJob(runner, journal, spec, true);
        }
        throw new HostFailure(
                Kind.COMMAND_FAILED,
                Failures.name(host),
                "job not started: " + Failures.name(host) + " (observed exit code " + ended.exitCode() + ", "
                        + ended.errors().strip() + "; expected its journal in ~/.connections-runbooks/jobs/" + spec.id()
                        + ")\nHINT: nothing of the command ran. Can " + host.user()
                        + " write to its home directory, is there room?",
                ended.exitCode(),
                mask.apply(ended.errors()),
                null);
    }

    @Override
    public Status poll() {
        return status(ask(LOG_BYTES, 0));
    }

    @Override
    public Status await(Progress progress) {
        Duration limit = spec.command().timeout();
        JobAnswer answer = ask(progress, limit);
        if (running(answer)) {
            throw giveUp(limit);
        }
        return status(answer);
    }

    @Override
    public Status await(Progress progress, Duration patience) {
        JobAnswer now = patientlyAsk(progress, 0);
        JobAnswer last = running(now) ? ask(progress, now.running().plus(patience)) : now;
        return running(last) ? poll() : status(last);
    }

    /** @param limit counted from the start of the job on the host's clock */
    private JobAnswer ask(Progress progress, Duration limit) {
        int steps = STEPS_PER_SECOND;
        while (true) {
            progress.checkpoint();
            JobAnswer answer = patientlyAsk(progress, steps);
            long left = limit.minus(answer.running()).toSeconds();
            if (!running(answer) || left <= 0) {
                return answer;
            }
            steps = (int) Math.min(Math.min(steps * 2, LONGEST_STEPS), left * STEPS_PER_SECOND);
        }
    }

    private static boolean running(JobAnswer answer) {
        return answer.state().filter(State.RUNNING::equals).isPresent();
    }

    private Status status(JobAnswer answer) {
        State state = answer.state()
                .orElseThrow(() -> Failures.failure(
                        Kind.COMMAND_FAILED,
                        host,
                        "job without journal: " + Failures.name(host) + " (observed no directory"
                                + " ~/.connections-runbooks/jobs/" + spec.id()
                                + ", expected it since the job was started"
                                + " or found)\nHINT: somebody removed it, or the start could not write it; look on the"
                                + " host whether the command ran before starting it again.",
                        null));
        if (state != State.RUNNING) {
            note(answer);
        }
        return new Status(state, answer.exitCode(), answer.log(), adopted);
    }

    private JobAnswer patientlyAsk(Progress progress, int steps) {
        for (int pause : PAUSES_SECONDS) {
            try {
                return ask(0, steps);
            } catch (HostFailure e) {
                if (!BROKEN_LINE.contains(e.kind())) {
                    throw e;
                }
                for (int second = 0; second < pause; second++) {
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                    progress.checkpoint();
                }
            }
        }
        return ask(0, steps);
    }

    private JobAnswer ask(int logBytes, int steps) {
        Runner.Ended ended = runner.run(
                JobScript.status(spec.id(), logBytes, steps),
                new byte[0],
                ROUND_TRIP,
                "state of " + text,
                host.user(),
                mask);
        return JobAnswer.parse(ended.output().text())
                .orElseThrow(() -> new HostFailure(
                        Kind.COMMAND_FAILED,
                        Failures.name(host),
                        "state of " + text + " not understood: " + Failures.name(host) + " (observed exit code "
                                + ended.exitCode()
                                + ", expected an answer of its journal)\nHINT: run sh on the host and"
                                + " look into ~/.connections-runbooks/jobs/" + spec.id() + ".",
                        ended.exitCode(),
                        mask.apply(Journal.tail(ended.output().tail(), ended.errors())),
                        null));
    }

    private HostFailure giveUp(Duration limit) {
        List<String> as = spec.command()
                .user()
                .filter(user -> !user.equals(host.user()))
                .map(user -> List.of("sudo", "-n", "-u", user, "--"))
                .orElse(List.of());
        runner.run(JobScript.end(spec.id(), as), new byte[0], ROUND_TRIP, "end of " + text, host.user(), mask);
        JobAnswer last = ask(LOG_BYTES, 0);
        note(last);
        return Failures.timedOut(host, text, limit, mask.apply(Journal.tail(last.log())));
    }

    private void note(JobAnswer answer) {
        if (!noted) {
            noted = true;
            Capture digest = new Capture(0);
            byte[] log = answer.log().getBytes(StandardCharsets.UTF_8);
            digest.write(log, 0, log.length);
            journal.note(
                    text, mask, answer.started(), answer.exitCode(), digest.sha256Hex(), Journal.tail(answer.log()));
        }
    }
}
