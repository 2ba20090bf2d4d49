package org.cnxrunbooks.wsadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateReadingTest {

    @ParameterizedTest
    @CsvSource({
        "true,IN_SYNC",
        "True,IN_SYNC",
        "false,NOT_IN_SYNC",
        "agentDown,AGENT_DOWN",
        "unclear,UNCLEAR",
        "None,UNCLEAR",
        "1,UNCLEAR"
    })
    void only_a_clear_yes_is_in_sync(String word, SyncState state) {
        assertThat(StateReading.nodes(answer(line("node", "n1", word, "said"))))
                .containsExactly(new NodeState("n1", state, "said"));
    }

    @Test
    void nodes_come_sorted() {
        WsadminAnswer answer = answer(line("node", "n2", "true", ""), line("node", "n1", "agentDown", ""));

        assertThat(StateReading.nodes(answer).stream().map(NodeState::node)).containsExactly("n1", "n2");
    }

    @ParameterizedTest
    @CsvSource({
        "synchronized,SYNCHRONIZED",
        "timedOut,TIMED_OUT",
        "agentDown,AGENT_DOWN",
        "failed,FAILED",
        "unknownNode,UNKNOWN_NODE"
    })
    void every_word_of_the_script_is_known(String word, StateReading.Outcome outcome) {
        WsadminAnswer answer = answer(line("outcome", word, " sync true\n"));

        assertThat(StateReading.outcome(answer)).isEqualTo(outcome);
        assertThat(StateReading.said(answer)).isEqualTo("sync true");
    }

    @Test
    void no_outcome_two_outcomes_and_an_unknown_one_are_refused() {
        WsadminAnswer.Line good = line("outcome", "synchronized", "");

        assertThatIllegalArgumentException().isThrownBy(() -> StateReading.outcome(answer()));
        assertThatIllegalArgumentException().isThrownBy(() -> StateReading.outcome(answer(good, good)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateReading.outcome(answer(line("outcome", "done", ""))));
        assertThatIllegalArgumentException().isThrownBy(() -> StateReading.outcome(answer(line("outcome", "failed"))));
    }

    @Test
    void applications_come_sorted_and_once_for_each_server() {
        WsadminAnswer answer = answer(
                line("application", "Wikis", "n1", "s1", "notStarted"),
                line("application", "Files", "n2", "s2", "notSeen"),
                line("application", "Files", "n1", "s1", "started"),
                line("application", "Files", "n1", "s1", "started"));

        assertThat(StateReading.applications(answer))
                .containsExactly(
                        new ApplicationState("Files", "n1", "s1", ApplicationState.State.STARTED),
                        new ApplicationState("Files", "n2", "s2", ApplicationState.State.SERVER_NOT_SEEN),
                        new ApplicationState("Wikis", "n1", "s1", ApplicationState.State.NOT_STARTED));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> StateReading.applications(answer(line("application", "Files", "n1", "s1", "stopping"))));
    }

    private static WsadminAnswer answer(WsadminAnswer.Line... lines) {
        return new WsadminAnswer(Arrays.asList(lines));
    }

    private static WsadminAnswer.Line line(String key, String... values) {
        return new WsadminAnswer.Line(key, List.of(values));
    }
}
