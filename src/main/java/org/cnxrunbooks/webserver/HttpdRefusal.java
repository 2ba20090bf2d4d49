package org.cnxrunbooks.webserver;

/** A configuration that is not understood or must not be edited; the message names file, line and reason. */
public final class HttpdRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    public HttpdRefusal(String message) {
        super(message);
    }
}
