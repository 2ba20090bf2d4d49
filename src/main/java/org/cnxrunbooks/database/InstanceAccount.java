package org.cnxrunbooks.database;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.cnxrunbooks.cell.DatabaseInstance;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.CommandResult;
import org.cnxrunbooks.host.HostSession;

/** Runs tools on the database host as the instance's owner, in the instance's environment. */
final class InstanceAccount {

    private static final Duration SHORT = Duration.ofMinutes(2);

    private final DatabaseInstance instance;
    private final HostSession session;
    private final List<String> environment;

    InstanceAccount(DatabaseInstance instance, HostSession session, List<String> environment) {
        this.instance = instance;
        this.session = session;
        this.environment = environment;
    }

    CommandResult ask(Question question) {
        return ask(question, SHORT);
    }

    CommandResult ask(Question question, Duration limit) {
        return session.run(command(question).within(limit));
    }

    /** Of the operating system, without the instance's environment. */
    CommandResult plain(String... words) {
        return session.run(owned(Command.of(words)).within(SHORT));
    }

    Command command(Question question) {
        List<String> words =
                Stream.concat(environment.stream(), question.words().stream()).toList();
        Command command = owned(Command.of(words));
        return question.input().isEmpty() ? command : command.withInput(Secret.of(question.input()));
    }

    Command owned(Command command) {
        return instance.owner() == null ? command : command.as(instance.owner());
    }
}
