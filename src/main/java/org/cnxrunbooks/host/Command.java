package org.cnxrunbooks.host;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cnxrunbooks.cell.Secret;

/**
 * A command for a host: words, never a glued string. The session quotes each word for the host's shell, so that a
 * value can never become code.
 *
 * @param words program and arguments, at least one
 * @param environment variables set for this command alone; no secrets here (other users can read them)
 * @param input bytes for standard input, where secrets belong; empty for none
 * @param user run as this account through {@code sudo -n -u}; empty for the account of the session
 * @param timeout after which the command is given up as failed
 */
public record Command(
        List<String> words,
        Map<String, String> environment,
        Optional<Secret> input,
        Optional<String> user,
        Duration timeout) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    public Command {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a command needs at least one word");
        }
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    public static Command of(String... words) {
        return of(Arrays.asList(words));
    }

    public static Command of(List<String> words) {
        return new Command(words, Map.of(), Optional.empty(), Optional.empty(), DEFAULT_TIMEOUT);
    }

    public Command withEnvironment(Map<String, String> variables) {
        return new Command(words, variables, input, user, timeout);
    }

    public Command withInput(Secret text) {
        return new Command(words, environment, Optional.of(text), user, timeout);
    }

    public Command as(String account) {
        return new Command(words, environment, input, Optional.of(account), timeout);
    }

    public Command within(Duration limit) {
        return new Command(words, environment, input, user, limit);
    }
}
