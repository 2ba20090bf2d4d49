package org.cnxrunbooks.notice;

import static org.cnxrunbooks.notice.NoticeVariables.ANNOUNCEMENT;
import static org.cnxrunbooks.notice.NoticeVariables.PLAN_DIGEST;
import static org.cnxrunbooks.notice.NoticeVariables.WINDOW_ANNOUNCED;

import org.cnxrunbooks.announce.Audience;
import org.cnxrunbooks.announce.Banners;
import org.cnxrunbooks.announce.Post;
import org.cnxrunbooks.engine.StepFailure;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.evidence.Records;

/** Tells one turn of a window, in the words that fit what was told before. */
final class Announcing {

    private final NoticeWork work;
    private final Audience audience;
    private final Post post;
    private final Banners banners;
    private final StepRun run;

    Announcing(NoticeWork work, Audience audience, Post post, Banners banners) {
        this.work = work;
        this.audience = audience;
        this.post = post;
        this.banners = banners;
        this.run = work.run();
    }

    void announce() {
        Announced announced = Announced.in(run);
        Announcement announcement = Announcement.of(run.read(ANNOUNCEMENT));
        NoticePlan plan = announcement == Announcement.WITHDRAWAL
                ? announced.plan().map(this::plan).orElseGet(work::plan)
                : work.plan();
        NoticeWindow before = announced
                .planBefore(run.read(PLAN_DIGEST))
                .map(this::plan)
                .map(NoticePlan::window)
                .orElse(null);
        Turn turn = new Turns(run, plan, announced, audience).turn(announcement, before);
        if (announcement == Announcement.WINDOW) {
            run.digest(Announced.PLAN, run.read(PLAN_DIGEST));
            run.write(WINDOW_ANNOUNCED, true);
        }
        Announcer announcer = new Announcer(run, announced, post, banners, work.clock());
        int count = announcer.tell(turn);
        if (plan.banner()) {
            announcer.turnBanner(turn, work.cell());
        }
        run.conclude(Outcome.DONE, "%s: %d told".formatted(turn.mail().subject(), count));
    }

    private NoticePlan plan(String digest) {
        return Records.read(
                run.evidence()
                        .blob(digest)
                        .orElseThrow(() -> new StepFailure("Announced plan missing in the evidence: " + digest)),
                NoticePlan.class);
    }
}
