package org.cnxrunbooks.webserver;

/** A configuration file that is not understood or must not be edited; the message names file, line and reason. */
public final class ConfigRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ConfigRefusal(String message) {
        super(message);
    }
}
