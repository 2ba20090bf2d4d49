package org.cnxrunbooks.audit;

import jakarta.ws.rs.core.Response.Status;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;

/** What the engine's REST API answers with 400 from wherever it is thrown; its own engine exceptions often become 500. */
public final class BadRequest {

    private BadRequest() {}

    public static RuntimeException of(String message) {
        return new InvalidRequestException(Status.BAD_REQUEST, message);
    }
}
