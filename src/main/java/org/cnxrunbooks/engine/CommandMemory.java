package org.cnxrunbooks.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.cnxrunbooks.host.CommandRecord;
import org.jspecify.annotations.Nullable;

/**
 * Hands the commands of one step on to evidence and remembers the one that a person needs to look into a failure: of each
 * host the last that did not answer 0, else the last. May be used by several threads.
 */
final class CommandMemory implements Consumer<CommandRecord> {

    private final Consumer<CommandRecord> next;
    private final Map<String, CommandRecord> byHost = new HashMap<>();
    private @Nullable CommandRecord failed;

    CommandMemory(Consumer<CommandRecord> next) {
        this.next = next;
    }

    @Override
    public void accept(CommandRecord command) {
        next.accept(command);
        synchronized (this) {
            if (command.exitCode() != 0) {
                failed = command;
            }
            byHost.merge(
                    command.host(), command, (old, late) -> late.exitCode() == 0 && old.exitCode() != 0 ? old : late);
        }
    }

    /** The command line, secrets masked; without a host only one that failed. Empty where no command was involved. */
    synchronized String on(@Nullable String host) {
        CommandRecord command = host == null ? failed : byHost.get(host);
        return command == null ? "" : command.command();
    }
}
