package org.cnxrunbooks.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnsweredTest {

    @Test
    void a_semicolon_within_a_comment_does_not_end_it() {
        Answered answered = Answered.of("planApproved=false; approvalComment=Not now; x = 3; ask again");
        assertThat(answered.fields()).containsEntry("planApproved", "false");
        assertThat(answered.comment()).isEqualTo("Not now; x = 3; ask again");
    }

    @Test
    void what_was_left_empty_is_no_answer() {
        assertThat(Answered.of("decision=retry; decisionReason=").comment()).isEmpty();
        assertThat(Answered.of("decision=retry; decisionReason=").ending("decision"))
                .isEqualTo("retry");
        assertThat(Answered.of("").fields()).containsOnlyKeys("");
    }
}
