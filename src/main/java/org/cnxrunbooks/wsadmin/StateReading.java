package org.cnxrunbooks.wsadmin;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What runs and what is synchronized: reads the lines of {@code report_sync.py}, {@code sync_node.py} and {@code report_applications.py}. */
final class StateReading {

    private StateReading() {}

    /** How {@code sync_node.py} ended. */
    enum Outcome {
        SYNCHRONIZED,
        TIMED_OUT,
        AGENT_DOWN,
        FAILED,
        UNKNOWN_NODE
    }

    /** Sorted by node. A word that is neither true nor false is no state. */
    static List<NodeState> nodes(WsadminAnswer answer) {
        return answer.all("node")
                .map(WsadminAnswer.Line::values)
                .map(values -> new NodeState(values.get(0), state(values.get(1)), values.get(2)))
                .sorted(Comparator.comparing(NodeState::node))
                .toList();
    }

    private static SyncState state(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true" -> SyncState.IN_SYNC;
            case "false" -> SyncState.NOT_IN_SYNC;
            case "agentdown" -> SyncState.AGENT_DOWN;
            default -> SyncState.UNCLEAR;
        };
    }

    /** @throws IllegalArgumentException for an answer that {@code sync_node.py} cannot have given */
    static Outcome outcome(WsadminAnswer answer) {
        return switch (outcomeLine(answer).get(0)) {
            case "synchronized" -> Outcome.SYNCHRONIZED;
            case "timedOut" -> Outcome.TIMED_OUT;
            case "agentDown" -> Outcome.AGENT_DOWN;
            case "failed" -> Outcome.FAILED;
            case "unknownNode" -> Outcome.UNKNOWN_NODE;
            default ->
                throw new IllegalArgumentException(
                        "outcome " + outcomeLine(answer).get(0));
        };
    }

    /** Last words of the node agent; empty when it said nothing. */
    static String said(WsadminAnswer answer) {
        return outcomeLine(answer).get(1).strip();
    }

    /**
     * Sorted by application, node and server.
     *
     * @throws IllegalArgumentException for a word that {@code report_applications.py} does not say
     */
    static List<ApplicationState> applications(WsadminAnswer answer) {
        return answer.all("application")
                .map(WsadminAnswer.Line::values)
                .map(values -> new ApplicationState(
                        values.get(0), values.get(1), values.get(2), applicationState(values.get(3))))
                .distinct()
                .sorted(Comparator.comparing(ApplicationState::application)
                        .thenComparing(ApplicationState::node)
                        .thenComparing(ApplicationState::server))
                .toList();
    }

    private static ApplicationState.State applicationState(String word) {
        return switch (word) {
            case "started" -> ApplicationState.State.STARTED;
            case "notStarted" -> ApplicationState.State.NOT_STARTED;
            case "notSeen" -> ApplicationState.State.SERVER_NOT_SEEN;
            default -> throw new IllegalArgumentException("application state " + word);
        };
    }

    private static List<String> outcomeLine(WsadminAnswer answer) {
        List<WsadminAnswer.Line> lines = answer.all("outcome").toList();
        if (lines.size() != 1 || lines.get(0).values().size() != 2) {
            throw new IllegalArgumentException(lines.size() + " outcomes");
        }
        return lines.get(0).values();
    }
}
