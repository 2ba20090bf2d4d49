package org.cnxrunbooks.lab;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The applications of one stand-in of an application server, as a browser sees them.
 *
 * <p>Answers name application, version, server, node and clone id. A version is that of the expanded EAR at the time when
 * the application was started. While an application is restarted it answers 500, also to those who were on their way
 * through it. Pages are those compiled into the server's temp directory, of an older version until somebody clears it. A
 * stopping server answers 503. {@code ?ms=6000} takes six seconds, as an upload would.
 *
 * <p>Cookies look as WebSphere's: {@code 0000<23 characters>:<clone id>}; an id of another server is kept and the own clone
 * id added, as if sessions were replicated.
 */
final class LabWasSite {

    private static final int REMEMBERED = 2000;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final LabHome home;
    private final String node;
    private final String server;
    private final Supplier<String> state;
    private final SecureRandom random = new SecureRandom();
    private final AtomicInteger active = new AtomicInteger();
    private final Map<String, String> versions = new ConcurrentHashMap<>();
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final Map<String, Restart> restarts = new ConcurrentHashMap<>();
    private final Map<String, Integer> sessions = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED;
        }
    });

    /** The last restart of an application; nanoseconds of this JVM. */
    private record Restart(long begin, long end) {}

    LabWasSite(LabHome home, String node, String server, Supplier<String> state) {
        this.home = home;
        this.node = node;
        this.server = server;
        this.state = state;
    }

    /** Reads the versions of the applications that this server's cluster runs; pages are compiled where none are. */
    void load(Path temp) throws IOException {
        for (String application : home.list("applications")) {
            if (runs(application)) {
                versions.put(application, version(application));
                Path compiled = temp.resolve(application).resolve("pages.version");
                if (!Files.exists(compiled)) {
                    Files.createDirectories(compiled.getParent());
                    Files.writeString(compiled, version(application));
                }
                pages.put(application, Files.readString(compiled));
            }
        }
    }

    /** Requests that are being answered now. */
    int active() {
        return active.get();
    }

    int sessions() {
        return sessions.size();
    }

    /** Returns at once; the application is back with its new version after a while. */
    void restart(String application) throws IOException {
        long now = System.nanoTime();
        long millis = Long.parseLong(home.get("app.restart.ms", "200"));
        restarts.put(application, new Restart(now, now + TimeUnit.MILLISECONDS.toNanos(millis)));
        versions.put(application, version(application));
    }

    boolean runs(String application) {
        String cluster = home.get("server." + node + "." + server + ".cluster", "");
        return cluster.equals(home.get("application." + application + ".cluster", "-"));
    }

    void answer(HttpExchange exchange) throws IOException {
        active.incrementAndGet();
        long begin = System.nanoTime();
        try (exchange) {
            if (!state.get().equals("STARTED")) {
                exchange.getResponseHeaders().set("Connection", "close");
                reply(exchange, 503, "SRVE0232E: the server is not available\n");
                return;
            }
            exchange.getRequestBody().readAllBytes();
            linger(exchange.getRequestURI().getQuery());
            String path = exchange.getRequestURI().getPath();
            String application = home.get("context." + path.replaceFirst("^/([^/]*).*", "$1"), "-");
            if (!application.equals("-") && !versions.containsKey(application)) {
                reply(
                        exchange,
                        404,
                        "SRVE0255E: A WebGroup/Virtual Host to handle " + path + " has not been defined.\n");
            } else if (disturbed(application, begin)) {
                reply(exchange, 500, "SRVE0239I: application " + application + " is being restarted\n");
            } else {
                reply(exchange, 200, page(exchange, application, path));
            }
        } finally {
            active.decrementAndGet();
        }
    }

    private String page(HttpExchange exchange, String application, String path) {
        String clone = home.get("server." + node + "." + server + ".clone", "-");
        String cookie = cookie(exchange.getRequestHeaders().get("Cookie"));
        boolean fresh = cookie.isEmpty();
        String id = fresh ? newId() : cookie;
        if (!List.of(id.split(":")).contains(clone)) {
            id += ":" + clone;
            exchange.getResponseHeaders().add("Set-Cookie", "JSESSIONID=" + id + "; Path=/; HttpOnly");
        }
        int hits = sessions.merge(id.substring(0, id.indexOf(':')), 1, Integer::sum);
        return "application=" + application + " version=" + versions.getOrDefault(application, "-") + " server="
                + server + " node=" + node + " clone=" + clone + " newSession=" + fresh + " hits=" + hits + " pages="
                + pages.getOrDefault(application, "-") + " path="
                + path + "\n";
    }

    private boolean disturbed(String application, long begin) {
        Restart restart = restarts.get(application);
        return restart != null && begin - restart.end() < 0 && System.nanoTime() - restart.begin() >= 0;
    }

    private static void linger(String query) {
        if (query == null || !query.matches("(.*&)?ms=\\d{1,5}(&.*)?")) {
            return;
        }
        try {
            TimeUnit.MILLISECONDS.sleep(Long.parseLong(query.replaceFirst("^(?:.*&)?ms=(\\d+).*$", "$1")));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String cookie(List<String> headers) {
        for (String header : headers == null ? List.<String>of() : headers) {
            for (String part : header.split(";\\s*")) {
                if (part.matches("JSESSIONID=[^:]+:.+")) {
                    return part.substring("JSESSIONID=".length());
                }
            }
        }
        return "";
    }

    private String newId() {
        StringBuilder id = new StringBuilder("0000");
        for (int i = 0; i < 23; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    private String version(String application) throws IOException {
        Path file = Path.of(home.get("node." + node + ".profile"), "installedApps", home.get("cell"))
                .resolve(application + ".ear/META-INF/version.txt");
        return Files.exists(file) ? Files.readString(file).strip() : "-";
    }

    static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
