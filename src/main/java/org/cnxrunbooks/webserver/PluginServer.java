package org.cnxrunbooks.webserver;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server that the plug-in knows.
 *
 * @param name as in the file, e.g. {@code appsNode01_apps_srv1}
 * @param line of its definition, from 1
 * @param cloneId what it appends to a session cookie; absent where the server stands alone
 * @param weight LoadBalanceWeight; with 0 the server gets no new session
 * @param transports none for the deployment manager's entry
 */
public record PluginServer(
        String name, int line, @Nullable String cloneId, int weight, List<PluginTransport> transports) {

    public PluginServer {
        transports = List.copyOf(transports);
    }

    /** Whether a new session can be sent to it. */
    public boolean takesSessions() {
        return weight > 0 && !transports.isEmpty();
    }
}
