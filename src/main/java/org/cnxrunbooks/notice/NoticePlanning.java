package org.cnxrunbooks.notice;

import static org.cnxrunbooks.notice.NoticeVariables.*;
import static org.cnxrunbooks.notice.NoticeVariables.APPROVAL_END;
import static org.cnxrunbooks.notice.NoticeVariables.PLAN_CHANGES;
import static org.cnxrunbooks.notice.NoticeVariables.WINDOW_LENGTH;

import java.time.Duration;
import java.time.Instant;
import org.cnxrunbooks.announce.Audience;
import org.cnxrunbooks.announce.Post;
import org.cnxrunbooks.engine.Reasons;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.evidence.Records;

/** From the request to a plan that a person can judge. */
final class NoticePlanning {

    private final NoticeWork work;
    private final Audience audience;
    private final Post post;
    private final StepRun run;

    NoticePlanning(NoticeWork work, Audience audience, Post post) {
        this.work = work;
        this.audience = audience;
        this.post = post;
        this.run = work.run();
    }

    void plan() {
        Instant now = work.clock().instant();
        Reasons reasons = new Reasons();
        run.write(WINDOW_ANNOUNCED, work.toldLast().isPresent()); // also when the plan is refused
        run.write(PLAN_CHANGES, run.find(PLAN_CHANGES).orElse(""));
        if (!post.configured()) {
            reasons.add(
                    "Mail not configured: spring.mail.host (observed nothing, expected a mail server and runbooks.announce.from)",
                    "users are told by mail before they are shut out");
        }
        NoticeOrder order = new OrderReader(run, work.cell(), audience, now, reasons).read(work.toldLast());
        NoticePlan plan = new NoticePlanner(work, reasons).plan(order);
        String digest = run.evidence().keep(Records.write(plan));
        run.digest("plan", digest);
        run.write(PLAN_DIGEST, digest);
        run.write(WINDOW_START, plan.window().forMachines(plan.window().start()));
        run.write(WINDOW_END, plan.window().forMachines(plan.window().end()));
        run.write(
                WINDOW_LENGTH,
                Duration.between(plan.window().start(), plan.window().end()).toString());
        run.write(
                APPROVAL_END,
                plan.window()
                        .forMachines(
                                plan.window().isOpen(now)
                                        ? plan.window().end()
                                        : plan.window().start()));
        run.write(SHUT_OUT, plan.shutOut().text());
        run.write(REMINDER_MOMENTS, plan.reminders());
        run.write(RAISE_DECISION, "");
        run.write(NEW_WINDOW_START, "");
        run.write(NEW_WINDOW_LENGTH, "");
        new PlanView(
                        plan,
                        new NoticeTexts(plan.runId(), plan.reason(), plan.window())
                                .planned()
                                .mail("preview", null))
                .show(run);
        run.conclude(
                Outcome.DONE,
                "%s, %d web servers"
                        .formatted(plan.window().text(), plan.servers().size()));
    }
}
