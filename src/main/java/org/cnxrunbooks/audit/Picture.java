package org.cnxrunbooks.audit;

/**
 * One drawn level of a model with the path that a run took.
 *
 * @param process key of the process
 * @param level id of the process, or of the sub-process whose inside it shows
 * @param name for people
 * @param svg self-contained
 */
record Picture(String process, int version, String level, String name, String svg) {}
