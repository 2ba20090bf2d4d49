package org.cnxrunbooks.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Follows redirects between the product and the provider, with the cookies of both, as a browser does. */
public final class SignOnBrowser {

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final String product;
    private final String issuer;

    public SignOnBrowser(int port, String issuer) {
        this.product = "http://127.0.0.1:" + port;
        this.issuer = issuer;
    }

    /** The last answer: the page that was asked for, or why there is none. */
    public HttpResponse<String> signOn(String name, String page) {
        HttpResponse<String> form = get(page);
        if (!form.uri().toString().startsWith(issuer + "/login")) {
            return form;
        }
        return send(HttpRequest.newBuilder(URI.create(issuer + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=" + encode(name) + "&password=" + encode(name))));
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(product + path)));
    }

    HttpResponse<String> post(String path, String json) {
        return send(HttpRequest.newBuilder(URI.create(product + path))
                .header("X-XSRF-TOKEN", cookie("XSRF-TOKEN"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> postWithoutToken(String path, String json) {
        return send(HttpRequest.newBuilder(URI.create(product + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** Somebody else who has that session's cookie and follows no redirect. */
    HttpResponse<String> withSession(String session, String path) {
        return send(
                HttpClient.newHttpClient(),
                HttpRequest.newBuilder(URI.create(product + path)).header("Cookie", "JSESSIONID=" + session));
    }

    String cookie(String name) {
        return cookies.getCookieStore().get(URI.create(product + "/")).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(cookie -> cookie.getValue())
                .findFirst()
                .orElse("");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return send(browser, request);
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
