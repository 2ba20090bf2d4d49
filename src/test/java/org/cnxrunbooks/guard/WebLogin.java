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

/** Somebody logged in to Tasklist, with the session and the token a browser would send. */
public final class WebLogin {

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final int port;
    private final String application;

    private WebLogin(String application, int port) {
        this.port = port;
        this.application = application;
    }

    WebLogin(int port, String user) {
        this(port, user, "tasklist");
    }

    /** @param application one that the user may enter */
    public WebLogin(int port, String user, String application) {
        this(application, port);
        HttpResponse<String> answer = enter(user, user);
        if (answer.statusCode() != 200) {
            throw new AssertionError("log-in of " + user + ": " + answer.statusCode() + " " + answer.body());
        }
        visit(); // the log-in begins a new session, which brings a new token
    }

    /** A browser in which nobody is logged in. */
    public static WebLogin stranger(int port) {
        WebLogin stranger = new WebLogin("tasklist", port);
        stranger.visit();
        return stranger;
    }

    /** What Tasklist's form is answered. */
    public static HttpResponse<String> attempt(int port, String user, String password) {
        return new WebLogin("tasklist", port).enter(user, password);
    }

    private HttpResponse<String> enter(String user, String password) {
        visit();
        return post(
                "/camunda/api/admin/auth/user/default/login/" + application,
                "username=" + URLEncoder.encode(user, StandardCharsets.UTF_8) + "&password="
                        + URLEncoder.encode(password, StandardCharsets.UTF_8),
                "application/x-www-form-urlencoded");
    }

    HttpResponse<String> post(String path, String json) {
        return post("/camunda/api/engine/engine/default" + path, json, "application/json");
    }

    private void visit() {
        send(HttpRequest.newBuilder(uri("/camunda/app/" + application + "/default/")));
    }

    private HttpResponse<String> post(String path, String body, String type) {
        return send("POST", path, body, type);
    }

    public HttpResponse<String> send(String method, String path, String body, String type) {
        String token = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .findFirst()
                .orElseThrow()
                .getValue();
        return send(HttpRequest.newBuilder(uri(path))
                .header("X-XSRF-TOKEN", token)
                .header("Content-Type", type)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
