package org.cnxrunbooks.guard;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.jspecify.annotations.Nullable;

/** Reads the engine behind an interceptor, whatever the person whose command is judged may read. */
final class EngineFacts {

    private final CommandExecutor engine;

    EngineFacts(CommandExecutor engine) {
        this.engine = engine;
    }

    <T extends @Nullable Object> T read(Function<CommandContext, T> question) {
        Command<T> command = context -> context.runWithoutAuthorization(() -> question.apply(context));
        return engine.execute(command);
    }

    /** The groups as they are now; those of the log-in may be older. */
    List<String> groupsOf(String user) {
        return read(
                context -> context.getReadOnlyIdentityProvider().createGroupQuery().groupMember(user).list().stream()
                        .map(Group::getId)
                        .collect(Collectors.toList()));
    }

    /** Whether two accounts belong to one person: their ids differ by case alone, or they have one mail address. */
    boolean isSamePerson(String user, String other) {
        if (user.equalsIgnoreCase(other)) {
            return true;
        }
        String mail = mailOf(user);
        return !mail.isEmpty() && mail.equalsIgnoreCase(mailOf(other));
    }

    private String mailOf(String user) {
        User found = read(context -> context.getReadOnlyIdentityProvider().findUserById(user));
        return found == null || found.getEmail() == null ? "" : found.getEmail().strip();
    }

    boolean isAdmin(Authentication who) {
        return read(context -> context.getAuthorizationManager().isCamundaAdmin(who));
    }
}
