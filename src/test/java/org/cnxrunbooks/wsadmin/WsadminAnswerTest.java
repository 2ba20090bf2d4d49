package org.cnxrunbooks.wsadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.host.CommandResult;
import org.junit.jupiter.api.Test;

class WsadminAnswerTest {

    private static final String CONNECTED =
            "WASX7209I: Connected to process \"dmgr\" on node dmgrNode using SOAP connector;  The type of process is:"
                    + " DeploymentManager\n";

    private static final PasswordMask MASK = new PasswordMask(Secret.of("p\u00e4ss:w\\rd"));

    @Test
    void a_password_that_wsadmin_repeats_is_not_told_in_any_of_its_forms() {
        WsadminFailure failure = failure(
                103,
                """
                WASX7246E: log-in with p\u00e4ss:w\\rd refused
                com.ibm.SOAP.loginPassword=p\\u00E4ss:w\\u005Crd
                com.ibm.SOAP.loginPassword={xor}L5z7LCxlKAMtOw==
                """);

        assertThat(failure.tail())
                .contains("log-in with [secret] refused", "{xor}[secret]")
                .doesNotContain("ss:w", "L5z7");
    }

    @Test
    void a_full_answer_is_read_and_everything_else_is_skipped() {
        WsadminAnswer answer = WsadminAnswer.read(
                "dmgr",
                "Question",
                new CommandResult(
                        0,
                        "CWUPO0001I: harmless\n" + CONNECTED
                                + "CNXOPS server=n1 a%0020b %%\nWASX7309W: No \"save\" was performed\nCNXOPS end=1\n",
                        ""),
                MASK);

        assertThat(answer.lines())
                .containsExactly(new WsadminAnswer.Line("server", java.util.List.of("n1", "a b", "")));
    }

    @Test
    void each_refusal_has_its_own_reason() {
        assertThat(reason(103, "WASX7246E: Cannot establish \"SOAP\" connection because of an authentication failure."))
                .isEqualTo(WsadminFailure.Reason.LOGIN_REFUSED);
        assertThat(reason(103, "WASX7023E: Error creating \"SOAP\" connection to host \"x\""))
                .isEqualTo(WsadminFailure.Reason.NOT_CONNECTED);
        assertThat(reason(105, CONNECTED + "WASX7017E: Exception received while running file \"x.py\""))
                .isEqualTo(WsadminFailure.Reason.SCRIPT_FAILED);
        assertThat(reason(105, CONNECTED + "WASX7017E: Exception\nADMN0022E: Access is denied for the operation"))
                .isEqualTo(WsadminFailure.Reason.ACCESS_DENIED);
        assertThat(reason(127, "")).isEqualTo(WsadminFailure.Reason.TOOL_FAILED);
        assertThat(reason(0, CONNECTED.replace("DeploymentManager", "ManagedProcess") + "CNXOPS end=0\n"))
                .isEqualTo(WsadminFailure.Reason.WRONG_PROCESS);
    }

    @Test
    void a_cut_a_lost_line_a_damaged_value_and_a_bad_exit_code_are_refused() {
        String line = "CNXOPS application=Files\n";
        WsadminFailure.Reason unreadable = WsadminFailure.Reason.ANSWER_UNREADABLE;

        assertThat(reason(0, CONNECTED + line)).isEqualTo(unreadable);
        assertThat(reason(0, CONNECTED + line + "CNXOPS end=2\n")).isEqualTo(unreadable);
        assertThat(reason(0, CONNECTED + "CNXOPS application=Fi%00\nCNXOPS end=1\n"))
                .isEqualTo(unreadable);
        assertThat(reason(1, CONNECTED + line + "CNXOPS end=1\n")).isEqualTo(unreadable);
    }

    @Test
    void a_value_that_looks_like_an_error_is_none() {
        String text = CONNECTED + "CNXOPS application=WASX7017E:\nCNXOPS end=1\n";

        assertThat(WsadminAnswer.read("dmgr", "Question", new CommandResult(0, text, ""), MASK)
                        .lines())
                .hasSize(1);
    }

    @Test
    void the_message_says_what_where_observed_expected_and_a_hint() {
        WsadminFailure failure = failure(103, "WASX7023E: Error");

        assertThat(failure)
                .hasMessageStartingWith("Question failed: wsadmin on dmgr (observed WASX7023E")
                .hasMessageContaining("expected")
                .hasMessageContaining("\nHINT: ");
        assertThat(failure.exitCode()).isEqualTo(103);
        assertThat(failure.tail()).isEqualTo("WASX7023E: Error");
    }

    private static WsadminFailure.Reason reason(int exitCode, String output) {
        return failure(exitCode, output).reason();
    }

    private static WsadminFailure failure(int exitCode, String output) {
        return catchThrowableOfType(
                WsadminFailure.class,
                () -> WsadminAnswer.read("dmgr", "Question", new CommandResult(exitCode, output, ""), MASK));
    }
}
