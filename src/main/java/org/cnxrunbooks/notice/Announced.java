package org.cnxrunbooks.notice;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Entry;
import org.cnxrunbooks.evidence.Sha256;

/**
 * What was announced in a run so far, as the evidence says.
 *
 * @param drafts of the steps that announced, in order
 */
record Announced(List<Draft> drafts) {

    static final String STEP = "serviceTask_announceNotice";
    static final String PLAN = "announced";
    static final String BANNER = "banner";
    static final String CALENDAR = "calendar";

    static Announced in(StepRun run) {
        return new Announced(run.evidence().entries(run.runId()).stream()
                .map(Entry::draft)
                .filter(draft -> draft.step().equals(STEP))
                .toList());
    }

    static String command(String mail, String recipient) {
        return "mail " + mail + " to " + recipient;
    }

    /** Everybody who has that mail. */
    boolean has(String mail, String recipient) {
        return drafts.stream().anyMatch(draft -> command(mail, recipient).equals(draft.command()));
    }

    /** Digest of the plan whose window was announced last. */
    Optional<String> plan() {
        return last(PLAN);
    }

    /** Digest of the plan that was announced before the one of that digest. */
    Optional<String> planBefore(String digest) {
        return drafts.stream()
                .map(draft -> draft.digests().get(PLAN))
                .filter(announced -> announced != null && !announced.equals(digest))
                .reduce((earlier, later) -> later);
    }

    /** Digest of the text that the banner shows. */
    Optional<String> banner() {
        return last(BANNER);
    }

    /** How many other mails brought a calendar entry: the sequence number of this one's. */
    int sequence(String mail) {
        String own = calendar(mail);
        return (int) drafts.stream()
                .map(draft -> draft.digests().get(CALENDAR))
                .filter(digest -> digest != null && !digest.equals(own))
                .distinct()
                .count();
    }

    static String calendar(String mail) {
        return Sha256.of(mail.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<String> last(String role) {
        return drafts.stream()
                .map(draft -> draft.digests().get(role))
                .filter(digest -> digest != null)
                .reduce((earlier, later) -> later);
    }
}
