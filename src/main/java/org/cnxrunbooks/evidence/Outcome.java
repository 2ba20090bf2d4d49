package org.cnxrunbooks.evidence;

/** How one recorded act ended. */
public enum Outcome {
    DONE,
    /** The probe found the wanted state: nothing was changed. */
    ALREADY,
    REFUSED,
    FAILED,
    SKIPPED,
    DECIDED
}
