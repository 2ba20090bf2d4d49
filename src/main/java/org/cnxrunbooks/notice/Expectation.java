package org.cnxrunbooks.notice;

import java.util.function.Predicate;
import org.cnxrunbooks.webserver.ProbeAnswer;

/** What must come back, for people and for the judgement. */
record Expectation(String text, Predicate<ProbeAnswer> met) {

    static final Expectation NO_SERVER = new Expectation("connection refused", ProbeAnswer::refused);

    static final Expectation PAGE =
            new Expectation("200, the notice", answer -> answer.notice() && answer.status() == 200);

    /** Shut out: that status with the notice as its body, and how long to wait where the status promises it. */
    static Expectation notice(int status) {
        return new Expectation(
                status + ", the notice" + (status == 503 ? ", Retry-After" : ""),
                answer -> answer.notice()
                        && answer.status() == status
                        && (status != 503 || !answer.retryAfter().isEmpty()));
    }

    /** Served as before: the same kind of status, and no notice. */
    static Expectation asBefore(int baseline) {
        return new Expectation(
                baseline / 100 + "xx as before, no notice",
                answer -> !answer.notice() && answer.status() / 100 == baseline / 100);
    }

    static String observed(ProbeAnswer answer) {
        if (answer.status() == 0) {
            return answer.problem();
        }
        return answer.status()
                + (answer.notice() ? ", the notice" : "")
                + (answer.retryAfter().isEmpty() ? "" : ", Retry-After " + answer.retryAfter());
    }
}
