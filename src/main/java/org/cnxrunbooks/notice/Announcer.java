package org.cnxrunbooks.notice;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cnxrunbooks.announce.AnnounceFailure;
import org.cnxrunbooks.announce.Banners;
import org.cnxrunbooks.announce.Mail;
import org.cnxrunbooks.announce.Post;
import org.cnxrunbooks.cell.BannerAccess;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.engine.StepFailure;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Outcome;

/**
 * Sends a turn to everybody who does not have it yet. Each message that a mail server accepted is put down at once, so
 * that nobody gets it twice; a crash between the two may repeat one, under the same Message-ID.
 */
final class Announcer {

    private static final String SOURCE = "004-1";
    private static final int TOLERATED = 3;

    private final StepRun run;
    private final Announced announced;
    private final Post post;
    private final Banners banners;
    private final Clock clock;

    Announcer(StepRun run, Announced announced, Post post, Banners banners, Clock clock) {
        this.run = run;
        this.announced = announced;
        this.post = post;
        this.banners = banners;
        this.clock = clock;
    }

    /** How many were told now. A message that did not get out fails the step after all others were tried. */
    int tell(Turn turn) {
        List<String> failures = new ArrayList<>();
        int told = 0;
        for (String recipient : turn.recipients()) {
            run.progress().checkpoint();
            if (failures.size() < TOLERATED && !announced.has(turn.mail().id(), recipient)) {
                told += send(turn.mail(), recipient, failures);
            }
        }
        if (!failures.isEmpty()) {
            throw new StepFailure(
                    "mail",
                    "Mail not accepted: %s (observed %d failures, expected none)%n%s"
                            .formatted(turn.mail().subject(), failures.size(), String.join("\n", failures)),
                    null);
        }
        return told;
    }

    void turnBanner(Turn turn, Cell cell) {
        BannerAccess access = cell.findBanner().orElse(null);
        if (access == null || turn.banner() == Turn.BannerTurn.LEAVE) {
            return;
        }
        try {
            if (turn.banner() == Turn.BannerTurn.SHOW) {
                run.digest(Announced.BANNER, run.evidence().keep(turn.bannerBytes()));
                banners.show(access, turn.bannerText());
            } else {
                shown().ifPresent(text -> banners.clear(access, text));
            }
        } catch (AnnounceFailure failure) {
            throw new StepFailure("banner", String.valueOf(failure.getMessage()), failure);
        }
    }

    private Optional<String> shown() {
        return announced
                .banner()
                .flatMap(digest -> run.evidence().blob(digest))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private int send(Mail mail, String recipient, List<String> failures) {
        Instant started = clock.instant();
        try {
            post.send(mail, recipient);
        } catch (AnnounceFailure failure) {
            failures.add("- " + recipient + ": " + failure.getMessage());
            return 0;
        }
        run.evidence()
                .append(new Draft(
                        run.runId(),
                        Announced.STEP,
                        SOURCE,
                        null,
                        started,
                        clock.instant(),
                        run.attempt(),
                        Outcome.DONE,
                        "system",
                        Announced.command(mail.id(), recipient),
                        null,
                        mail.calendar() == null ? Map.of() : Map.of(Announced.CALENDAR, Announced.calendar(mail.id())),
                        "accepted by the mail server: " + mail.subject()));
        return 1;
    }
}
