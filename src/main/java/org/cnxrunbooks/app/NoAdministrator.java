package org.cnxrunbooks.app;

/** Nobody could administer this installation, and anybody could seize it: it must not start. */
final class NoAdministrator extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoAdministrator() {
        super("First administrator: the group %s (observed no member, expected one)"
                .formatted(Role.ADMINISTRATORS.id()));
    }
}
