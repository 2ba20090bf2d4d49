package org.cnxrunbooks.audit;

import org.springframework.http.HttpStatus;

/** Somebody is turned away, or asked for what is not there; the message says why. */
final class Turned extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final HttpStatus status;

    Turned(HttpStatus status, String message) {
        super(message);
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }
}
