package org.cnxrunbooks.host.ssh;

import java.time.Duration;

/**
 * How connections are made and kept.
 *
 * @param connectTimeout for the connection and for each answer while logging in
 * @param keepAlive silence after which the host is asked whether it is there; four times of it mean a lost connection
 * @param channels commands at a time on the shared connection of a host; OpenSSH allows 10 unless told otherwise
 *     (sshd_config MaxSessions)
 * @param bulkConnections connections of a host for streams and files beside the shared one; more callers wait
 * @param window bytes a host may send before we confirm them
 */
public record SshSettings(Duration connectTimeout, Duration keepAlive, int channels, int bulkConnections, int window) {

    public static SshSettings defaults() {
        return new SshSettings(Duration.ofSeconds(15), Duration.ofSeconds(15), 8, 8, 4 << 20);
    }
}
