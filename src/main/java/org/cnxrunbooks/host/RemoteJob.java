package org.cnxrunbooks.host;

import java.time.Duration;

/** A journalled job on a host; the journal there (intent, running, done with exit code, log) outlives us and the connection. */
public interface RemoteJob {

    enum State {
        RUNNING,
        DONE,
        /** The journal says running but the process is gone and left no exit code (host restarted, process killed). */
        LOST
    }

    /**
     * @param exitCode of a job that is DONE, else -1
     * @param log standard output and error together, the last 1 MiB, as UTF-8
     * @param adopted true when this call found the job started before
     */
    record Status(State state, int exitCode, String log, boolean adopted) {}

    Status poll();

    /**
     * Waits for the end with a bounded poll.
     *
     * @param progress asked at every poll whether to go on
     * @throws HostFailure of kind TIMED_OUT when the command's time-out passed, counted from the start of the job on the
     *     host's clock; the job was told to end (TERM, then KILL)
     */
    Status await(Progress progress);

    /**
     * Waits for the end, but no longer than the patience, and lets the job go on: for work that must not be ended half
     * way. The command's own time-out does not count here.
     *
     * @param progress asked at every poll whether to go on
     * @param patience counted from this call, to the second
     * @return with the state RUNNING when the patience ended first
     */
    Status await(Progress progress, Duration patience);
}
