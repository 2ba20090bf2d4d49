package org.cnxrunbooks.cell;

/** A server together with the node it runs on. */
public record Member(Node node, Server server) {}
