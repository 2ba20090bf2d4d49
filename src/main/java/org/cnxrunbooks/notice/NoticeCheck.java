package org.cnxrunbooks.notice;

import static org.cnxrunbooks.notice.NoticeVariables.PLAN_CHANGES;
import static org.cnxrunbooks.notice.NoticeVariables.RECIPIENTS;

import java.util.ArrayList;
import java.util.List;
import org.cnxrunbooks.announce.Audience;
import org.cnxrunbooks.announce.Recipients;
import org.cnxrunbooks.engine.MaterialFacts;
import org.cnxrunbooks.engine.Reasons;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.webserver.AddressRange;
import org.cnxrunbooks.webserver.FileEdit;
import org.cnxrunbooks.webserver.UnifiedDiff;

/**
 * Before users are told, and before they are shut out: whether the approval of the notice still holds. Reads everything
 * again and changes nothing. A machine that does not answer is a failure, as nobody knows then.
 */
record NoticeCheck(NoticeWork work, Audience audience) {

    private static final int DIFF_LIMIT = 1_000;

    void require() {
        StepRun run = work.run();
        NoticePlan approved = work.plan();
        Reasons reasons = Reasons.ofCheck();
        NoticePlan present = new NoticePlanner(work, reasons).again(order(approved, reasons));
        List<String> changes = new ArrayList<>(reasons.all());
        if (changes.isEmpty()) {
            NoticeFacts.of(approved).changes(NoticeFacts.of(present)).stream()
                    .map(change -> change + diff(change, approved, present))
                    .forEach(changes::add);
        }
        if (!changes.isEmpty()) {
            run.write(PLAN_CHANGES, MaterialFacts.listed(changes));
            throw MaterialFacts.outdated(run, changes);
        }
        run.write(PLAN_CHANGES, "");
        run.conclude(Outcome.DONE, "as approved");
    }

    /** What was asked for and approved; who is told counts until they have been told. */
    private NoticeOrder order(NoticePlan plan, Reasons reasons) {
        return new NoticeOrder(
                plan.runId(),
                plan.cell(),
                plan.starter(),
                plan.reason(),
                plan.window(),
                plan.shutOut(),
                plan.statusCode(),
                work.toldLast().filter(plan::tellsTheSameAs).isPresent() ? plan.recipients() : recipients(reasons),
                List.of(),
                List.of(),
                plan.allowed().stream()
                        .filter(allowed -> allowed.who().equals(NoticePlan.Allowed.OPERATOR))
                        .map(allowed -> AddressRange.parse(allowed.address()))
                        .toList(),
                plan.banner());
    }

    private List<String> recipients(Reasons reasons) {
        Recipients recipients = Recipients.parse(work.run().find(RECIPIENTS).orElse(""), audience);
        recipients.refusal().ifPresent(reasons::add);
        return recipients.addresses();
    }

    /** The changed lines of a file that the notice would edit; of others nothing is kept but their digest. */
    private String diff(String change, NoticePlan approved, NoticePlan present) {
        for (NoticePlan.Server server : present.servers()) {
            for (NoticePlan.Edit edit : server.edits()) {
                if (change.startsWith(NoticeFacts.file(server.name(), edit.path()) + ":")) {
                    return approved.edit(server.name(), edit.path())
                            .map(before -> UnifiedDiff.of(
                                    new FileEdit(edit.path(), work.blob(before.before()), work.blob(edit.before()))))
                            .map(NoticeCheck::block)
                            .orElse("");
                }
            }
        }
        return "";
    }

    /** Belongs to its line of a list in Markdown. */
    private static String block(String diff) {
        String shown = diff.length() <= DIFF_LIMIT ? diff : diff.substring(0, DIFF_LIMIT) + " …";
        return ("\n\n```\n" + shown + "\n```").replace("\n", "\n  ");
    }
}
