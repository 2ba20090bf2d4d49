package org.cnxrunbooks.notice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cnxrunbooks.cell.WebServer;
import org.cnxrunbooks.engine.StepFailure;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Sha256;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.webserver.FileEdit;
import org.cnxrunbooks.webserver.HttpdConfig;
import org.cnxrunbooks.webserver.HttpdReader;
import org.cnxrunbooks.webserver.NoticeEdit;
import org.cnxrunbooks.webserver.WebServerControl;
import org.cnxrunbooks.webserver.WebServerReport;

/**
 * Puts the notice on one web server and takes it away again. Every act looks first whether it is done already, so that
 * each may be called again after a crash.
 */
final class NoticeSwitch {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final NoticePlan plan;
    private final NoticePlan.Server planned;
    private final WebServer server;
    private final HostSession session;
    private final WebServerControl control;
    private final Evidence evidence;

    NoticeSwitch(NoticeWork work, NoticePlan plan, NoticePlan.Server planned) {
        this.plan = plan;
        this.planned = planned;
        this.server = work.webServer(planned.name());
        this.session = work.session(server);
        this.control = work.control(server);
        this.evidence = work.run().evidence();
    }

    /** The page first, then the configuration, its test, and the reload; or the stop. */
    void raise() {
        if (plan.shutOut() == ShutOut.STOP) {
            require(control.stop(LIMIT));
            return;
        }
        for (NoticePlan.Page page : planned.pages()) {
            control.place(page.path(), blob(page.after()), page.before().isEmpty() ? null : page.before());
        }
        for (NoticePlan.Edit edit : planned.edits()) {
            control.place(edit.path(), blob(edit.after()), edit.before());
        }
        require(control.graceful(LIMIT)); // tests the configuration first
    }

    /** Replaces the page by one with another end of the window. */
    void replacePage(byte[] content, Set<String> ours) {
        for (NoticePlan.Page page : planned.pages()) {
            String present = ours(page.path(), ours)
                    .orElseThrow(
                            () -> failure("Notice page is not ours any more", page.path(), "another page", "ours"));
            control.place(page.path(), content, present);
        }
    }

    /**
     * Takes out our marked block and nothing else, then the page.
     *
     * @param ours digests of every page that this run put there
     * @param confirmed whether a person agreed to what others changed inside the block
     * @return true when every file has the bytes again that it had before
     */
    boolean lower(Set<String> ours, boolean confirmed) {
        if (plan.shutOut() == ShutOut.STOP) {
            require(control.start(LIMIT));
            return true;
        }
        List<FileEdit> edits = NoticeEdit.lower(read(), plan.runId(), confirmed);
        for (FileEdit edit : edits) {
            control.place(edit.path(), edit.after(), Sha256.of(edit.before()));
        }
        require(control.graceful(LIMIT)); // tests the configuration first
        planned.pages().forEach(page -> takeAway(page, ours));
        return planned.edits().stream().allMatch(edit -> digest(edit.path()).equals(Optional.of(edit.before())));
    }

    /** The files of the plan whose bytes are neither those that were written nor those of before. */
    List<FileEdit> changedByOthers() {
        List<FileEdit> changed = new ArrayList<>();
        for (NoticePlan.Edit edit : planned.edits()) {
            byte[] present = session.fetch(edit.path(), HttpdReader.LIMIT)
                    .orElseThrow(() -> failure("File of the web server gone", edit.path(), "no file", "one"));
            String digest = Sha256.of(present);
            if (!digest.equals(edit.after()) && !digest.equals(edit.before())) {
                changed.add(new FileEdit(edit.path(), blob(edit.after()), present));
            }
        }
        return changed;
    }

    private void takeAway(NoticePlan.Page page, Set<String> ours) {
        ours(page.path(), ours).ifPresent(present -> {
            if (page.before().isEmpty()) {
                control.remove(page.path(), present);
            } else {
                control.place(page.path(), blob(page.before()), present);
            }
        });
    }

    private Optional<String> ours(String path, Set<String> ours) {
        return digest(path).filter(ours::contains);
    }

    private Optional<String> digest(String path) {
        return session.fetch(path, HttpdReader.LIMIT).map(Sha256::of);
    }

    private void require(WebServerReport report) {
        if (!report.answer().reached()) {
            throw new StepFailure(report.message(), server.name(), server.host(), -1, report.output(), null);
        }
    }

    private HttpdConfig read() {
        return new HttpdReader(session, server).read();
    }

    private byte[] blob(String digest) {
        return evidence.blob(digest)
                .orElseThrow(() -> failure("Planned bytes missing in the evidence", digest, "nothing", "the bytes"));
    }

    private StepFailure failure(String what, String where, String observed, String expected) {
        return new StepFailure(
                server.name(),
                "%s: %s on %s (observed %s, expected %s)%nHINT: Look who changed it since the plan was made."
                        .formatted(what, where, server.host(), observed, expected),
                null);
    }
}
