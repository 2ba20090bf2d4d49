package org.cnxrunbooks.guard;

import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;

/** Holds every command against the table {@link Permit}. */
final class Permits implements CommandRule {

    private static final String ENGINE = "org.camunda.bpm.engine.";

    @Override
    public void judge(Command<?> command, Authentication who, EngineFacts facts) {
        Class<?> type = command.getClass();
        String name = type.getSimpleName();
        if (!type.getName().startsWith(ENGINE) || Permit.isReading(name)) {
            return;
        }
        Permit permit = Permit.of(name)
                .orElseThrow(() -> refusal(
                        name, who, "nobody", "it stands in no table of this application", "use Tasklist or Cockpit"));
        switch (permit.who) {
            case ENGINE -> {}
            case ADMINS -> {
                if (!facts.isAdmin(who)) {
                    throw refusal(name, who, "an administrator", permit.reason, permit.hint);
                }
            }
            case NOBODY -> throw refusal(name, who, "nobody", permit.reason, permit.hint);
        }
    }

    private static AuthorizationException refusal(
            String command, Authentication who, String expected, String reason, String hint) {
        return new AuthorizationException("Command refused: " + command.replaceFirst("(Cmd|Command)$", "")
                + " (observed user " + who.getUserId() + ", expected " + expected + "): " + reason + ". HINT: " + hint
                + ".");
    }
}
