package org.cnxrunbooks.app;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says how to name the first administrator. */
final class NoAdministratorAnalyzer extends AbstractFailureAnalyzer<NoAdministrator> {

    private static final String ACTION =
            """
            HINT: There is no default password. Name the first administrator once, in one of these ways:
              * a file:        --runbooks.admin.user=admin --runbooks.admin.password-file=/path/to/file
              * environment:   RUNBOOKS_ADMIN_USER=admin RUNBOOKS_ADMIN_PASSWORD=...
              * config tree:   files named runbooks.admin.user and runbooks.admin.password in ./config/secrets
            The user is created at the next start and changes the password in the Admin application.""";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NoAdministrator cause) {
        return new FailureAnalysis(cause.getMessage(), ACTION, cause);
    }
}
