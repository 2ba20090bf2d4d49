package org.cnxrunbooks.webserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.NameValuePair;

/**
 * What came back to a look, read to its end.
 *
 * @param status HTTP status; 0 when no answer came
 * @param setCookies values of Set-Cookie
 * @param problem why no answer came; empty when one came
 */
record WatchAnswer(int status, List<String> setCookies, String problem) {

    /** Asks; an answer that is not there to its end within the limit is none. Fails never: a watch goes on. */
    static WatchAnswer to(
            HttpUriRequestBase request,
            CloseableHttpClient client,
            Duration limit,
            ScheduledExecutorService clockwork) {
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> deadline = clockwork.schedule(
                () -> {
                    late.set(true);
                    request.cancel();
                },
                limit.toNanos(),
                TimeUnit.NANOSECONDS);
        try {
            return client.execute(request, WatchAnswer::read);
        } catch (IOException | RuntimeException e) {
            // a look that breaks for a reason of its own must not pass for none at all
            return new WatchAnswer(0, List.of(), late.get() ? ProbeProblem.TIMED_OUT : ProbeProblem.of(e));
        } finally {
            deadline.cancel(false);
        }
    }

    private static WatchAnswer read(ClassicHttpResponse response) throws IOException {
        if (response.getEntity() != null) {
            try (InputStream content = response.getEntity().getContent()) {
                content.transferTo(OutputStream.nullOutputStream());
            }
        }
        return new WatchAnswer(
                response.getCode(),
                Arrays.stream(response.getHeaders("Set-Cookie"))
                        .map(NameValuePair::getValue)
                        .toList(),
                "");
    }
}
