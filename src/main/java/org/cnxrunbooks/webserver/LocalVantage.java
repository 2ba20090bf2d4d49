package org.cnxrunbooks.webserver;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** This machine. */
public final class LocalVantage implements Vantage {

    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int BODY_LIMIT = 256 << 10;
    private static final int AT_ONCE = 8;

    private final String name;
    private final @Nullable String source;
    private final Duration patience;

    /** @param source address from which requests are sent; absent for the one that the system picks */
    public LocalVantage(String name, @Nullable String source) {
        this(name, source, PATIENCE);
    }

    /** @param patience for connecting and for each silence; a body has twice as long */
    LocalVantage(String name, @Nullable String source, Duration patience) {
        this.patience = patience;
        this.name = name;
        this.source = source;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<ProbeAnswer> look(List<ProbeTarget> targets, String marker) {
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<ProbeAnswer>> asked = targets.stream()
                    .map(target -> pool.submit(() -> look(target, marker)))
                    .toList();
            List<ProbeAnswer> answers = new ArrayList<>();
            for (Future<ProbeAnswer> answer : asked) {
                answers.add(answer.get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("look at the web server interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("look at the web server broken", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private ProbeAnswer look(ProbeTarget target, String marker) {
        Endpoint door = target.endpoint();
        HttpClientContext context = HttpClientContext.create();
        HttpGet request = new HttpGet(DoorClient.url(door, target.path()));
        try (CloseableHttpClient client = DoorClient.of(door.address(), source, patience)) {
            return client.execute(request, context, response -> answer(target, response, context, marker));
        } catch (IOException e) {
            return new ProbeAnswer(target, 0, false, "", "", "", ProbeProblem.of(e));
        }
    }

    private ProbeAnswer answer(
            ProbeTarget target, ClassicHttpResponse response, HttpClientContext context, String marker)
            throws IOException {
        String body = body(response.getEntity());
        String local = context.getEndpointDetails() != null
                        && context.getEndpointDetails().getLocalAddress() instanceof InetSocketAddress socket
                ? socket.getAddress().getHostAddress()
                : "";
        return new ProbeAnswer(
                target,
                response.getCode(),
                body.contains(marker),
                header(response, "Location"),
                header(response, "Retry-After"),
                local,
                "");
    }

    private String body(@Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return "";
        }
        long deadline = System.nanoTime() + 2 * patience.toNanos();
        byte[] body = new byte[BODY_LIMIT];
        int length = 0;
        try (InputStream content = entity.getContent()) {
            for (int read = 0; read >= 0 && length < BODY_LIMIT; length += Math.max(0, read)) {
                if (System.nanoTime() > deadline) {
                    throw new SocketTimeoutException("body not at its end");
                }
                read = content.read(body, length, BODY_LIMIT - length);
            }
        }
        return new String(body, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? "" : header.getValue();
    }
}
