package org.cnxrunbooks.guard;

/** What can be wrong with a token. */
enum Forgery {
    /** Nothing: the control. */
    SIGNED_ANEW,
    SIGNED_BY_ANOTHER,
    NOT_SIGNED,
    EXPIRED,
    OF_ANOTHER_ISSUER,
    FOR_ANOTHER_CLIENT,
    OF_ANOTHER_LOG_IN
}
