package org.cnxrunbooks.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.cnxrunbooks.cell.BannerAccess;
import org.cnxrunbooks.cell.Secret;

/**
 * A stand-in of the banner interface of ic360 that keeps state, after HCL-TECH-SOFTWARE/connections-ui-docs,
 * main-areas/banner. What the source does not say (status codes, what a refused body does) is as strict as it can be, so
 * that only what is documented gets through.
 */
public final class LabBanner implements AutoCloseable {

    static final int PORT = 9380;
    static final String USER = "icxtadmin";

    private static final String PATH = "/ic360/ui/api/admin-banner/";
    private static final Set<String> SEVERITIES = Set.of("info", "success", "warning", "error");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "lab-banner");
        thread.setDaemon(true);
        return thread;
    });
    private final String password;
    private final Map<String, Integer> counts = new TreeMap<>();
    private ObjectNode config = JSON.createObjectNode().put("open", false).put("severity", "info");
    private boolean deaf;
    private int status;

    private LabBanner(HttpServer server, String password) {
        this.server = server;
        this.password = password;
        config.putArray("message");
    }

    /** A stand-in of its own for one test, on a free port. */
    public static LabBanner start() {
        return start("127.0.0.1", 0, "banner-secret");
    }

    static LabBanner start(String address, int port, String password) {
        try {
            LabBanner banner = new LabBanner(HttpServer.create(new InetSocketAddress(address, port), 0), password);
            banner.server.createContext("/", banner::answer);
            banner.server.setExecutor(banner.workers);
            banner.server.start();
            return banner;
        } catch (IOException e) {
            throw new UncheckedIOException("the banner did not start: " + address + ":" + port, e);
        }
    }

    public BannerAccess access() {
        return new BannerAccess(url(), USER, Secret.of(password));
    }

    String url() {
        InetSocketAddress at = server.getAddress();
        return "http://" + at.getAddress().getHostAddress() + ":" + at.getPort();
    }

    public synchronized boolean open() {
        return config.path("open").asBoolean();
    }

    /** The parts in a row, as a browser would get them. */
    public synchronized String message() {
        StringBuilder all = new StringBuilder();
        config.path("message").forEach(part -> all.append(part.asText()));
        return all.toString();
    }

    /** As if somebody else had set it. */
    public synchronized void put(boolean open, String... message) {
        config = JSON.createObjectNode().put("open", open).put("severity", "info");
        var parts = config.putArray("message");
        for (String part : message) {
            parts.add(part);
        }
    }

    /** Requests by verb and resource, e.g. {@code PUT enable}, those refused included. */
    public synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    /** From now on every change is accepted and none happens. */
    public synchronized void goDeaf() {
        deaf = true;
    }

    /** From now on every answer has this status and says nothing; 0 ends it. */
    public synchronized void answerAlways(int other) {
        status = other;
    }

    /** Back to no banner and no fault. */
    public synchronized void reset() {
        put(false);
        counts.clear();
        deaf = false;
        status = 0;
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Answer answer = act(exchange, body);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private synchronized Answer act(HttpExchange exchange, byte[] body) {
        String path = exchange.getRequestURI().getPath();
        if (!path.startsWith(PATH)) {
            return new Answer(404, "");
        }
        String request = exchange.getRequestMethod() + " " + path.substring(PATH.length());
        counts.merge(request, 1, Integer::sum);
        if (status != 0) {
            return new Answer(status, "");
        }
        String login = Base64.getEncoder().encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8));
        if (!("Basic " + login).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return new Answer(401, "");
        }
        return switch (request) {
            case "GET config.json" -> new Answer(200, config.toString());
            case "PUT enable" -> enable(true);
            case "PUT disable" -> enable(false);
            case "PUT config.json" -> store(exchange, body);
            default -> new Answer(404, "");
        };
    }

    private Answer enable(boolean open) {
        if (!deaf) {
            config.put("open", open);
        }
        return new Answer(200, "");
    }

    private Answer store(HttpExchange exchange, byte[] body) {
        if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            return new Answer(415, "");
        }
        try {
            JsonNode sent = JSON.readTree(new String(body, StandardCharsets.UTF_8));
            if (!(sent instanceof ObjectNode object)
                    || !object.path("open").isBoolean()
                    || !object.path("message").isArray()
                    || !SEVERITIES.contains(object.path("severity").asText())) {
                return new Answer(400, "");
            }
            config = deaf ? config : object;
            return new Answer(200, "");
        } catch (JsonProcessingException e) {
            return new Answer(400, "");
        }
    }

    private record Answer(int status, String body) {}
}
