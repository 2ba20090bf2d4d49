package org.cnxrunbooks.announce;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cnxrunbooks.cell.BannerAccess;
import org.cnxrunbooks.cell.SecretUnreadable;
import org.jspecify.annotations.Nullable;

/**
 * The banner through the REST interface of ic360 (source: HCL-TECH-SOFTWARE/connections-ui-docs, main-areas/banner):
 * {@code PUT config.json}, {@code PUT enable}, {@code PUT disable}, and {@code GET config.json} as proof. Log-in by HTTP
 * Basic with the first request; redirects are not followed, as they lead to a log-in page.
 */
public final class RestBanners implements Banners {

    private static final String PATH = "/ic360/ui/api/admin-banner/";
    private static final String CONFIG = "config.json";
    private static final String SEVERITY = "warning";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final Duration patience;

    public RestBanners() {
        this(PATIENCE);
    }

    /** @param patience for connecting, and for each answer in full */
    RestBanners(Duration patience) {
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** The banner as the interface writes it; what else an answer holds is left alone. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Shown(boolean open, @Nullable List<@Nullable String> message, @Nullable String severity) {

        boolean says(String text) {
            StringBuilder all = new StringBuilder();
            for (String part : message == null ? List.<String>of() : message) {
                all.append(part == null ? "" : part);
            }
            return HtmlText.unescape(all.toString()).equals(text);
        }

        String describe() {
            return open ? "an open banner, text " + message : "no open banner";
        }
    }

    @Override
    public void show(BannerAccess access, String text) {
        Shown wanted = new Shown(true, List.of(HtmlText.escape(text)), SEVERITY);
        put(access, CONFIG, BodyPublishers.ofString(write(wanted)));
        put(access, "enable", BodyPublishers.noBody());
        Shown seen = read(access);
        if (!seen.open() || !seen.says(text)) {
            throw BannerFailures.unproven(uri(access, CONFIG), seen.describe(), "an open banner with our text");
        }
    }

    @Override
    public void clear(BannerAccess access, String text) {
        Shown before = read(access);
        if (!before.open() || !before.says(text)) {
            return;
        }
        put(access, "disable", BodyPublishers.noBody());
        Shown after = read(access);
        if (after.open() && after.says(text)) {
            throw BannerFailures.unproven(uri(access, CONFIG), after.describe(), "no banner");
        }
    }

    private Shown read(BannerAccess access) {
        String body = exchange(access, "GET", CONFIG, BodyPublishers.noBody());
        try {
            Shown shown = JSON.readValue(body, Shown.class);
            if (shown != null) {
                return shown;
            }
        } catch (JsonProcessingException e) {
            // told below without its text, which may quote a page of anything
        }
        throw BannerFailures.notUnderstood(uri(access, CONFIG));
    }

    private void put(BannerAccess access, String resource, BodyPublisher body) {
        exchange(access, "PUT", resource, body);
    }

    private String exchange(BannerAccess access, String verb, String resource, BodyPublisher body) {
        String login = access.user() + ":" + password(access, uri(access, resource));
        HttpRequest request = HttpRequest.newBuilder(uri(access, resource))
                .timeout(patience)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .method(verb, body)
                .build();
        HttpResponse<String> answer = answer(request);
        int status = answer.statusCode();
        if (status / 100 != 2) {
            throw BannerFailures.refused(access, request, status);
        }
        return answer.body();
    }

    private static String password(BannerAccess access, URI uri) {
        try {
            return access.password().reveal();
        } catch (SecretUnreadable e) {
            throw BannerFailures.noPassword(uri, e);
        }
    }

    /** Waits for the whole answer; the request's own limit ends with the headers. */
    private HttpResponse<String> answer(HttpRequest request) {
        var coming = client.sendAsync(request, BodyHandlers.ofString());
        try {
            return coming.get(2 * patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            throw BannerFailures.unreachable(request, e);
        } catch (TimeoutException e) {
            coming.cancel(true);
            throw BannerFailures.unreachable(request, e);
        } catch (ExecutionException e) {
            throw BannerFailures.unreachable(request, e.getCause() instanceof IOException cause ? cause : e);
        }
    }

    private static URI uri(BannerAccess access, String resource) {
        return URI.create(access.url().replaceAll("/+$", "") + PATH + resource);
    }

    private static String write(Shown banner) {
        try {
            return JSON.writeValueAsString(banner);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a banner is plain values", e);
        }
    }
}
