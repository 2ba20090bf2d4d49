package org.cnxrunbooks.engine;

/** How the action of a step ended, for whoever reports it to the engine. */
sealed interface StepEnd {

    record Done() implements StepEnd {}

    record Refused(Refusal refusal) implements StepEnd {}

    record Failed(Throwable cause) implements StepEnd {}

    /** The work was taken from us; nothing may be reported. */
    record Revoked(String reason) implements StepEnd {}
}
