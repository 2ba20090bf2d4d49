package org.cnxrunbooks.notice;

import static org.cnxrunbooks.notice.NoticeVariables.ANNOUNCEMENT;
import static org.cnxrunbooks.notice.NoticeVariables.PLAN_DIGEST;
import static org.cnxrunbooks.notice.NoticeVariables.WINDOW_ANNOUNCED;

import org.cnxrunbooks.announce.Audience;
import org.cnxrunbooks.announce.Banners;
import org.cnxrunbooks.announce.Post;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.evidence.Outcome;

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
        NoticePlan plan =
                announcement == Announcement.WITHDRAWAL ? work.toldLast().orElseGet(work::plan) : work.plan();
        String digest = digest(announced, plan);
        NoticeWindow before = announced
                .planBefore(digest)
                .map(work::kept)
                .map(NoticePlan::window)
                .orElse(null);
        Turn turn = new Turns(run, plan, announced, audience).turn(announcement, digest, before);
        if (announcement == Announcement.WINDOW) {
            run.digest(Announced.PLAN, digest);
            run.write(WINDOW_ANNOUNCED, true);
        }
        Announcer announcer = new Announcer(run, announced, post, banners, work.clock());
        int count = announcer.tell(turn);
        if (plan.banner()) {
            announcer.turnBanner(turn, work.cell());
        }
        run.conclude(Outcome.DONE, "%s: %d told".formatted(turn.mail().subject(), count));
    }

    /** A plan that was made anew tells users nothing new: whoever was told of the same window already has its mail. */
    private String digest(Announced announced, NoticePlan plan) {
        return announced
                .plan()
                .filter(told -> work.kept(told).tellsTheSameAs(plan))
                .orElseGet(() -> run.read(PLAN_DIGEST));
    }
}
