package org.cnxrunbooks.engine;

/**
 * A long step that goes on until its phase is left: it watches while others work, so it takes none of the slots that they
 * need.
 */
@FunctionalInterface
public interface StandingStep extends LongStep {}
