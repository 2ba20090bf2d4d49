package org.cnxrunbooks.notice;

import static org.cnxrunbooks.notice.NoticeVariables.RAISE_DECISION;
import static org.cnxrunbooks.notice.NoticeVariables.REMINDER;
import static org.cnxrunbooks.notice.NoticeVariables.WINDOW_END;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.cnxrunbooks.announce.Audience;
import org.cnxrunbooks.announce.CalendarEntry;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.notice.Turn.BannerTurn;
import org.jspecify.annotations.Nullable;

/** Finds the words for each turn of a window. */
final class Turns {

    private final StepRun run;
    private final NoticePlan plan;
    private final Announced announced;
    private final Audience audience;

    Turns(StepRun run, NoticePlan plan, Announced announced, Audience audience) {
        this.run = run;
        this.plan = plan;
        this.announced = announced;
        this.audience = audience;
    }

    /**
     * @param digest of the first plan that tells of this window: names its mail
     * @param before the window that was announced under an earlier plan, absent where there is none
     */
    Turn turn(Announcement announcement, String digest, @Nullable NoticeWindow before) {
        NoticeTexts texts = texts(plan.window());
        return switch (announcement) {
            case WINDOW ->
                users(
                        id(announcement, digest.substring(0, 12)),
                        before == null ? texts.planned() : texts.moved(before),
                        false,
                        BannerTurn.SHOW);
            case REMINDER -> {
                Instant moment = OffsetDateTime.parse(run.read(REMINDER)).toInstant();
                Duration ahead = Duration.between(moment, plan.window().start());
                yield told(
                        id(announcement, String.valueOf(moment.getEpochSecond())),
                        texts.reminder(ahead),
                        plan.recipients(),
                        null,
                        BannerTurn.SHOW);
            }
            case EXTENSION -> {
                NoticeWindow now = present(run, plan);
                String id = id(announcement, String.valueOf(now.end().getEpochSecond()));
                NoticeTexts extended = texts(now);
                yield told(
                        id,
                        extended.extended(plan.window()),
                        plan.recipients(),
                        extended.entry(announced.sequence(id)),
                        BannerTurn.LEAVE);
            }
            case WITHDRAWAL ->
                users(
                        id(announcement, "0"),
                        run.find(RAISE_DECISION).orElse("").equals("giveUp") ? texts.rolledBack() : texts.withdrawn(),
                        true,
                        BannerTurn.CLEAR);
            case OVERRUN ->
                told(
                        id(announcement, String.valueOf(present(run, plan).end().getEpochSecond())),
                        texts(present(run, plan))
                                .windowEnds(
                                        "Open the tasks of this run in Tasklist: extend the window, lower the notice, or decide what the work waits for."),
                        audience.operators(),
                        null,
                        BannerTurn.LEAVE);
            case SERVICE_BACK ->
                told(id(announcement, "0"), texts.serviceBack(), plan.recipients(), null, BannerTurn.CLEAR);
        };
    }

    /** As the approver and the users see it; the end may have been moved since the plan was made. */
    static NoticeWindow present(StepRun run, NoticePlan plan) {
        String end = run.find(WINDOW_END).orElse("");
        return end.isEmpty()
                ? plan.window()
                : new NoticeWindow(
                        plan.window().start(),
                        OffsetDateTime.parse(end).toInstant(),
                        plan.window().zone());
    }

    private Turn users(String id, NoticeText text, boolean cancelled, BannerTurn banner) {
        NoticeTexts texts = texts(plan.window());
        int sequence = announced.sequence(id);
        return told(
                id,
                text,
                plan.recipients(),
                cancelled ? texts.cancelledEntry(sequence) : texts.entry(sequence),
                banner);
    }

    private static Turn told(
            String id, NoticeText text, List<String> recipients, @Nullable CalendarEntry entry, BannerTurn banner) {
        return new Turn(text.mail(id, entry), recipients, banner, banner == BannerTurn.SHOW ? text.banner() : "");
    }

    private NoticeTexts texts(NoticeWindow window) {
        return new NoticeTexts(plan.runId(), plan.reason(), window);
    }

    private String id(Announcement announcement, String turn) {
        return "%s.%s.%s".formatted(plan.runId(), announcement.text(), turn);
    }
}
