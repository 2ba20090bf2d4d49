package org.cnxrunbooks.guard;

import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;

/** HTTP Basic with the engine's own users before the whole REST API; the engine's filter leaves its entrance open. */
public final class RestAuthentication extends ProcessEngineAuthenticationFilter {

    @Override
    protected boolean requiresEngineAuthentication(String requestUrl) {
        return true;
    }
}
