package org.cnxrunbooks.webserver;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;

/** Begins new sessions at one door and says which server they were given to. Only they tell how a web server routes now. */
public final class SessionProbe implements AutoCloseable {

    private final Endpoint door;
    private final Duration patience;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "session-probe");
        thread.setDaemon(true);
        return thread;
    });

    /** @param patience from the beginning of a request to the end of its answer */
    public SessionProbe(Endpoint door, Duration patience) {
        this.door = door;
        this.patience = patience;
        this.client = DoorClient.of(door.address(), null, patience);
    }

    /**
     * What came back.
     *
     * @param status HTTP status; 0 when no answer came
     * @param cookie the session that was begun; empty when none was
     * @param problem why no answer came; empty when one came
     */
    public record Begun(int status, Optional<CloneCookie> cookie, String problem) {}

    /** One request without a cookie on a connection of its own. */
    public Begun begin(String path, String cookieName) {
        WatchAnswer answer = WatchAnswer.to(new HttpGet(DoorClient.url(door, path)), client, patience, clockwork);
        return new Begun(answer.status(), CloneCookie.set(answer.setCookies(), cookieName), answer.problem());
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
