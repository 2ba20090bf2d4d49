package org.cnxrunbooks.host.ssh;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cnxrunbooks.host.Command;

/**
 * Words as a POSIX shell reads them back (POSIX "Shell Command Language" 2.2.2: nothing is special between single
 * quotes but the single quote). C shells as log-in shells are not supported.
 */
final class ShellWords {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:,@%+-]+");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@\\\\-]*");

    private ShellWords() {}

    static String quote(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a word for a command must not hold a zero character");
        }
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    static String quote(List<String> words) {
        return words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
    }

    /**
     * The command as one line, with its environment and its account.
     *
     * @param account that the session logs in as; no sudo when the command asks for the same
     */
    static String line(Command command, String account) {
        StringBuilder line = new StringBuilder();
        command.user().filter(user -> !user.equals(account)).ifPresent(user -> {
            if (!ACCOUNT.matcher(user).matches()) {
                throw new IllegalArgumentException("not an account name: " + user);
            }
            line.append("sudo -n -u ").append(quote(user)).append(" -- ");
        });
        if (!command.environment().isEmpty()) {
            line.append("env ").append(environment(command.environment())).append(' ');
        }
        String program = command.words().get(0);
        if (program.startsWith("-") || program.contains("=")) {
            throw new IllegalArgumentException("not a program name: " + program);
        }
        return line.append(quote(command.words())).toString();
    }

    private static String environment(Map<String, String> variables) {
        return new TreeMap<>(variables)
                .entrySet().stream()
                        .map(variable -> {
                            if (!VARIABLE.matcher(variable.getKey()).matches()) {
                                throw new IllegalArgumentException("not a variable name: " + variable.getKey());
                            }
                            return variable.getKey() + "=" + quote(variable.getValue());
                        })
                        .collect(Collectors.joining(" "));
    }
}
