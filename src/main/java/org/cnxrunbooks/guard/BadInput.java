package org.cnxrunbooks.guard;

/** Makes what is thrown when somebody's input is refused, so that HTTP clients see a 400. */
@FunctionalInterface
public interface BadInput {

    RuntimeException refused(String message);
}
