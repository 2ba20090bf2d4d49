package org.cnxrunbooks.host;

/**
 * A command that must not run twice.
 *
 * @param id unique for the effect, e.g. {@code backup-lab-20260314-210000_dumpDatabases_db_HOMEPAGE_1}; letters, digits,
 *     dot, dash and underscore; the same id always means the same effect
 * @param command what runs, detached from the connection; its time-out bounds the whole job
 *     unless the caller waits with a patience of its own
 */
public record JobSpec(String id, Command command) {

    public JobSpec {
        if (!id.matches("[A-Za-z0-9._-]{1,180}")) {
            throw new IllegalArgumentException("job id not usable as a file name: " + id);
        }
    }
}
