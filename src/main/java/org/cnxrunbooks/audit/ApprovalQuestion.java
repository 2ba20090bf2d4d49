package org.cnxrunbooks.audit;

import static org.cnxrunbooks.audit.Sheet.column;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.cnxrunbooks.audit.Sheet.Kind;
import org.cnxrunbooks.evidence.Act;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Ledger;
import org.cnxrunbooks.evidence.Outcome;
import org.jspecify.annotations.Nullable;

/** Who approved what, having seen what. */
final class ApprovalQuestion implements Question {

    static final String APPROVAL = "userTask_approve";

    private final Ledger ledger;

    ApprovalQuestion(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Sheet answer(Scope scope) {
        List<Act> acts = ledger.acts(scope.acts(APPROVAL, Outcome.DECIDED));
        return new Sheet(
                List.of(
                        column("decided", "Decided", Kind.TIME),
                        column("run", "Run", Kind.RUN),
                        column("cell", "Cell", Kind.TEXT),
                        column("change", "Change", Kind.TEXT),
                        column("requestedBy", "Requested by", Kind.PERSON),
                        column("decidedBy", "Decided by", Kind.PERSON),
                        column("answer", "Answer", Kind.VERDICT),
                        column("comment", "Comment", Kind.TEXT),
                        column("plan", "Plan that was seen", Kind.BLOB),
                        column("waited", "Waited", Kind.SECONDS)),
                acts.stream().map(ApprovalQuestion::row).toList(),
                acts.size() < MOST);
    }

    private static List<@Nullable Object> row(Act act) {
        Draft draft = act.draft();
        return Arrays.asList(
                draft.ended(),
                draft.runId(),
                act.cell(),
                act.changeReference(),
                act.starter(),
                draft.actor(),
                draft.digests().containsKey("approved") ? "approved" : "declined",
                Answered.of(draft.message()).comment(),
                draft.digests().get("plan"),
                Duration.between(draft.started(), draft.ended()).toSeconds());
    }
}
