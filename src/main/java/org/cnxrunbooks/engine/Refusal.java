package org.cnxrunbooks.engine;

/** We know that we must not go on this way; becomes a BPMN error. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String code;

    public Refusal(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
