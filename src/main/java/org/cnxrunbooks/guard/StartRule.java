package org.cnxrunbooks.guard;

import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;

/**
 * A run is started by those to whom the configuration gives its runbook on its cell; a right given in the Admin
 * application adds nothing to that. Runs that a runbook calls are the runbook's own and are not judged.
 */
final class StartRule implements CommandRule {

    private final StartRights rights;

    StartRule(StartRights rights) {
        this.rights = rights;
    }

    @Override
    public void judge(Command<?> command, Authentication who, EngineFacts facts) {
        Start.of(command).ifPresent(start -> judge(start, who, facts));
    }

    private void judge(Start start, Authentication who, EngineFacts facts) {
        if (facts.isAdmin(who)) {
            return;
        }
        String runbook = facts.read(context -> start.definition(context).getKey());
        String cell = start.cell();
        Set<String> groups = new TreeSet<>(facts.groupsOf(who.getUserId()));
        if (!rights.allow(groups, runbook, cell)) {
            throw new AuthorizationException(
                    "Cannot start " + runbook + (cell.isEmpty() ? "" : " on " + Shown.of(cell))
                            + ": " + who.getUserId() + " may not (observed "
                            + (groups.isEmpty() ? "no group" : String.join(", ", groups)) + ", expected "
                            + expected(rights.groups(runbook, cell))
                            + "). HINT: runbooks.start in the configuration says which group starts which runbook on which cell.");
        }
    }

    private static String expected(Set<String> groups) {
        if (groups.isEmpty()) {
            return "an administrator";
        }
        String named = String.join(" or ", groups);
        return groups.contains(StartRights.OPERATORS) && groups.size() == 1
                ? named
                : StartRights.OPERATORS + " and one of: " + named;
    }
}
