package org.cnxrunbooks.host;

/** The lease on the work at hand was lost; whoever sees it stops without claiming or undoing anything. */
public class WorkRevoked extends RuntimeException {

    private static final long serialVersionUID = 1;

    public WorkRevoked(String message) {
        super(message);
    }
}
