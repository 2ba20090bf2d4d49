package org.cnxrunbooks.notice;

import static org.cnxrunbooks.notice.NoticeVariables.EXTENSION;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.cnxrunbooks.engine.StepRun;

/** The window as a person extended it: from its planned end, or from now where that has passed. */
final class NoticeExtension {

    private NoticeExtension() {}

    static NoticeWindow of(StepRun run, NoticePlan plan, Instant now) {
        NoticeWindow present = Turns.present(run, plan);
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        Instant from = present.end().isAfter(minute) ? present.end() : minute;
        return new NoticeWindow(present.start(), from.plus(Duration.parse(run.read(EXTENSION))), present.zone());
    }
}
