package org.cnxrunbooks.backup;

import org.jspecify.annotations.Nullable;

/**
 * Something the source documents say to save, before anybody looked whether it is there.
 *
 * @param id unique per host, kebab-case
 * @param host name of the host it is packed from
 * @param path absolute
 * @param kind what it is, e.g. {@code profile}
 * @param source steps of the source documents, comma-separated
 * @param phase when it is packed
 * @param need what its absence means
 * @param group items that belong together, or null
 * @param levelTag exact level it may go back to, or null
 */
record Candidate(
        String id,
        String host,
        String path,
        String kind,
        String source,
        Phase phase,
        Need need,
        @Nullable String group,
        @Nullable String levelTag) {

    enum Need {
        /** Missing: the plan is refused. */
        MANDATORY,
        /** Missing: noted. */
        OPTIONAL,
        /** Packed only when filenetAdmin turns out to be a local user. */
        WHEN_ADMIN_IS_LOCAL
    }

    /** {@code host/id}, the item's name for people and in {@code skippedSteps}. */
    String label() {
        return host + "/" + id;
    }
}
