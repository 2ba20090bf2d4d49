package org.cnxrunbooks.wsadmin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlTextTest {

    @ParameterizedTest
    @CsvSource({
        "ADMU4000I: Server s1 stop completed.,0,DONE",
        "ADMU0509I: The Application Server \"s1\" cannot be reached.,246,ALREADY",
        "ADMU3060E: Timed out waiting for server shutdown.,245,TIMED_OUT",
        "no words at all,245,TIMED_OUT",
        "ADMU0111E: Program exiting with error,246,FAILED",
        "no words at all,0,FAILED"
    })
    void a_stop_is_judged_by_its_message(String text, int exitCode, ControlText.Claim claim) {
        assertThat(ControlText.stop(text, exitCode)).isEqualTo(claim);
    }

    @ParameterizedTest
    @CsvSource({
        "ADMU3000I: Server s1 open for e-business; process id is 7,0,DONE",
        "ADMU3027E: An instance of the server may already be running: s1,255,ALREADY",
        "no words at all,254,TIMED_OUT",
        "ADMU3011E: Server launched but failed initialization.,255,FAILED",
        "no words at all,0,FAILED"
    })
    void a_start_is_judged_by_its_message(String text, int exitCode, ControlText.Claim claim) {
        assertThat(ControlText.start(text, exitCode)).isEqualTo(claim);
    }

    @ParameterizedTest
    @CsvSource({
        "ADMU0508I: The Application Server \"s1\" is STARTED,STARTED",
        "ADMU0508I: Der Anwendungsserver \"s1\" hat den Status STARTED.,STARTED",
        "ADMU0509I: The Node Agent \"s1\" cannot be reached. It appears to be stopped.,STOPPED",
        "ADMU0508I: The Application Server \"s12\" is STARTED,UNKNOWN",
        "ADMU0508I: The Application Server \"s1\" is STARTING,UNKNOWN",
        "ADMU0116I: Tool information,UNKNOWN"
    })
    void a_status_is_read_for_exactly_that_server(String text, ControlText.Status status) {
        assertThat(ControlText.status(text, "s1")).isEqualTo(status);
    }
}
