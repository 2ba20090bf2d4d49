package org.cnxrunbooks.webserver;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;

/** The looks at one target. Looks of different kinds may run at once, those of one kind follow each other. */
final class TargetWatch {

    private final WatchTarget target;
    private final WatchSettings settings;
    private final ScheduledExecutorService clockwork;
    private final CountDownLatch ended;
    private final UsualAnswer visits;
    private final UsualAnswer uploads;
    private final CloseableHttpClient client;
    private volatile String session = "";

    /**
     * Prepares; nothing is asked yet.
     *
     * @param before what an earlier watch found usual
     * @param clockwork ends looks at their limit
     * @param ended when it is open long requests come to their end at once
     */
    TargetWatch(
            WatchTarget target,
            WatchSettings settings,
            WatchTotals before,
            ScheduledExecutorService clockwork,
            CountDownLatch ended) {
        this.target = target;
        this.settings = settings;
        this.clockwork = clockwork;
        this.ended = ended;
        this.visits = new UsualAnswer(before.usual(target, WatchKind.NEW));
        this.uploads = new UsualAnswer(before.usual(target, WatchKind.LONG));
        this.client = DoorClient.of(target.endpoint().address(), null, settings.patience());
    }

    /** Asks once. */
    WatchResult look(WatchKind kind) {
        long begin = System.nanoTime();
        UsualAnswer usual = kind.frequent() ? visits : uploads;
        WatchAnswer answer = WatchAnswer.to(request(kind), client, limit(kind), clockwork);
        String problem = answer.status() == 0 ? answer.problem() : usual.judge(answer.status());
        return new WatchResult(
                target, kind, problem, cloneId(kind, answer.setCookies()), usual.hundreds(), System.nanoTime() - begin);
    }

    /** Breaks off what is on its way. */
    void close() {
        client.close(CloseMode.IMMEDIATE);
    }

    private HttpUriRequestBase request(WatchKind kind) {
        String url = DoorClient.url(target.endpoint(), target.path());
        if (kind == WatchKind.LONG) {
            HttpPost upload = new HttpPost(url);
            upload.setEntity(new TrickledBody(settings.longRequest(), ended));
            return upload;
        }
        HttpGet visit = new HttpGet(url);
        if (kind == WatchKind.STICKY && !session.isEmpty()) {
            visit.setHeader("Cookie", session);
        }
        return visit;
    }

    private Duration limit(WatchKind kind) {
        return kind == WatchKind.LONG ? settings.longRequest().plus(settings.patience()) : settings.patience();
    }

    private String cloneId(WatchKind kind, List<String> setCookies) {
        String given = setCookies.stream()
                .filter(header -> CloneCookie.set(List.of(header), target.affinityCookie())
                        .isPresent())
                .map(header -> header.split(";", 2)[0].strip())
                .reduce("", (earlier, later) -> later);
        if (kind == WatchKind.STICKY && !given.isEmpty()) {
            session = given;
        }
        return CloneCookie.set(List.of(kind == WatchKind.STICKY ? session : given), target.affinityCookie())
                .map(CloneCookie::cloneIds)
                .filter(ids -> !ids.isEmpty())
                .map(ids -> ids.get(ids.size() - 1))
                .orElse("");
    }
}
