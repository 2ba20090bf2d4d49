package org.cnxrunbooks.engine;

/**
 * The bean behind an external task; its bean name is the topic. It is worked in this process under a lease that is
 * renewed while it runs, at least once: whatever it changes it must probe first.
 */
@FunctionalInterface
public interface LongStep extends Action {}
