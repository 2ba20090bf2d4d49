package org.cnxrunbooks.app;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.cnxrunbooks.announce.AnnounceFailure;
import org.cnxrunbooks.announce.Mail;
import org.cnxrunbooks.announce.Post;
import org.cnxrunbooks.engine.RunEnd;
import org.cnxrunbooks.evidence.Entry;
import org.cnxrunbooks.evidence.Evidence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * Mails the last hash of every ended run to those whom the configuration names, so that it is kept where the owner of this
 * database cannot rewrite it. A mail server that does not answer holds up no run; the hash is logged in any case.
 */
@Component
final class HeadMail implements RunEnd, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(HeadMail.class);

    private final List<String> recipients;
    private final Post post;
    private final Evidence evidence;
    private final ExecutorService mailing =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "evidence-mail"));

    HeadMail(Installation installation, Post post, Evidence evidence) {
        this.recipients = installation.headTo();
        this.post = post;
        this.evidence = evidence;
    }

    @Override
    public void ended(String runId) {
        if (!recipients.isEmpty()) {
            mailing.execute(() -> send(runId));
        }
    }

    private void send(String runId) {
        List<Entry> entries = evidence.entries(runId);
        if (entries.isEmpty()) {
            return;
        }
        Entry last = entries.get(entries.size() - 1);
        LOG.info("evidence of {} ends with {}", runId, last.hash());
        String text =
                """
                The run %s has ended: %s

                Its evidence has %d entries. The hash of the last one is

                %s

                Keep this message. An evidence pack whose last hash is another one is not the record of this run.
                """
                        .formatted(runId, last.draft().message(), entries.size(), last.hash());
        Mail mail = new Mail(
                runId + ".evidence",
                "Evidence of %s: %s".formatted(runId, last.hash().substring(0, 16)),
                text,
                "<pre>" + HtmlUtils.htmlEscape(text) + "</pre>",
                null);
        for (String recipient : recipients) {
            try {
                post.send(mail, recipient);
            } catch (AnnounceFailure e) {
                LOG.error("last hash of {} not mailed to {}", runId, recipient, e);
            }
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        mailing.shutdown();
        if (!mailing.awaitTermination(10, TimeUnit.SECONDS)) {
            LOG.error("stopped before every last hash was mailed; each stands in the log");
        }
    }
}
