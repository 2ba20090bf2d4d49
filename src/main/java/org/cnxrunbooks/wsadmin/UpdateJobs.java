package org.cnxrunbooks.wsadmin;

import java.util.Optional;
import java.util.function.Function;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.JobSpec;
import org.cnxrunbooks.host.RemoteJob;

/**
 * The journalled jobs of one change, over all attempts of its step: a tool that an earlier attempt left running must be
 * waited for, never run a second time beside itself.
 *
 * @param change names the effect, e.g. {@code install-LO66666}
 * @param command that makes all of the change, by the name of its job
 */
record UpdateJobs(HostSession session, ControlRun run, String change, Function<String, Command> command) {

    private static final int JOURNAL_DEPTH = 10;
    private static final int LONGEST_NAME = 150;

    /** A job and how it stood when it was found. */
    record Found(RemoteJob job, RemoteJob.Status status) {

        boolean running() {
            return status.state() == RemoteJob.State.RUNNING;
        }
    }

    /** The one that runs, else the last one that ended in this attempt, else none. */
    Optional<Found> find() {
        Optional<Found> last = Optional.empty();
        for (int attempt = 1; attempt <= run.attempt(); attempt++) {
            last = Optional.empty();
            for (int number = 1; number <= JOURNAL_DEPTH; number++) {
                String name = name(attempt, number);
                Optional<RemoteJob> job = session.find(new JobSpec(name, command.apply(name)));
                if (job.isEmpty()) {
                    break;
                }
                last = Optional.of(new Found(job.get(), job.get().poll()));
                if (last.get().running()) {
                    return last;
                }
            }
        }
        return last;
    }

    /**
     * Starts the next one of this attempt; empty when it has had too many.
     *
     * @param rest makes what is left of the change
     */
    Optional<RemoteJob> start(Function<String, Command> rest) {
        for (int number = 1; number <= JOURNAL_DEPTH; number++) {
            String name = name(run.attempt(), number);
            JobSpec spec = new JobSpec(name, rest.apply(name));
            if (session.find(spec).isEmpty()) {
                return Optional.of(session.job(spec));
            }
        }
        return Optional.empty();
    }

    private String name(int attempt, int number) {
        String id = String.join("_", run.runId(), run.step(), change);
        String plain = id.replaceAll("[^A-Za-z0-9._-]", "-");
        if (!plain.equals(id) || plain.length() > LONGEST_NAME) {
            int length = Math.min(LONGEST_NAME, plain.length());
            plain = plain.substring(0, length) + "-" + Integer.toHexString(id.hashCode());
        }
        return plain + "_" + attempt + (number == 1 ? "" : "." + number);
    }
}
