package org.cnxrunbooks.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Stand-in of one WebSphere process: application server, node agent or deployment manager. Arguments: directory of the
 * lab, node, server.
 *
 * <p>Leaves what the real one leaves: {@code logs/<server>/<server>.pid}, {@code SystemOut.log} with WSVR0001I,
 * {@code temp/<node>/<server>}. Answers on its port: {@code GET /lab/state} with the state, {@code POST /lab/stop} with
 * 202 and then the end of the process, {@code POST /lab/terminate} the same at once, everything else as an application
 * would. Faults: {@code server-will-not-stop}, {@code server-will-not-stop-<server>}, {@code dmgr-down}.
 */
public final class LabWas {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("[M/d/yy H:mm:ss:SSS 'UTC']", Locale.ROOT);

    private final LabHome home;
    private final String node;
    private final String server;
    private final Path logs;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile String state = "STARTING";

    private LabWas(LabHome home, String node, String server) {
        this.home = home;
        this.node = node;
        this.server = server;
        this.logs = Path.of(home.get("node." + node + ".profile"), "logs", server);
    }

    public static void main(String[] args) throws Exception {
        new LabWas(new LabHome(Path.of(args[0])), args[1], args[2]).run();
    }

    private void run() throws Exception {
        Files.createDirectories(logs);
        Path temp = logs.getParent().resolveSibling("temp").resolve(node).resolve(server);
        Files.createDirectories(temp);
        Files.writeString(temp.resolve("_tx.cache"), "compiled pages of " + server + "\n");
        HttpServer http = HttpServer.create(
                new InetSocketAddress(home.get("node." + node + ".address"), Integer.parseInt(home.get(key("port")))),
                50);
        http.createContext("/", this::answer);
        http.createContext("/lab/state", exchange -> reply(exchange, 200, state));
        http.createContext("/lab/stop", this::requestStop);
        http.createContext("/lab/terminate", this::terminate);
        http.setExecutor(Executors.newCachedThreadPool());
        http.start();
        log(
                "WSVR0024I",
                "Server " + server + " is being launched in process "
                        + ProcessHandle.current().pid());
        TimeUnit.MILLISECONDS.sleep(Long.parseLong(home.get("server.start.ms", "0")));
        Path pid = logs.resolve(server + ".pid");
        Files.writeString(pid, Long.toString(ProcessHandle.current().pid()));
        home.note(host(), "serverStarted", node + "/" + server);
        log("WSVR0001I", "Server " + server + " open for e-business");
        state = "STARTED";
        while (!stop.await(200, TimeUnit.MILLISECONDS)) {
            if (role().equals("dmgr") && home.fault("dmgr-down")) {
                break;
            }
        }
        state = "STOPPING";
        http.stop(0);
        Files.deleteIfExists(pid);
        log("WSVR0024I", "Server " + server + " stopped");
        home.note(host(), "serverStopped", node + "/" + server);
        System.exit(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String application = home.get("context." + path.replaceFirst("^/([^/]*).*", "$1"), "-");
        String text = "application=" + application + " version=" + version(application) + " server=" + server + " node="
                + node + " clone=" + home.get(key("clone"), "-") + " path=" + path + "\n";
        reply(exchange, state.equals("STARTED") ? 200 : 503, text);
    }

    private String version(String application) throws IOException {
        Path file = Path.of(home.get("node." + node + ".profile"), "installedApps", home.get("cell"))
                .resolve(application + ".ear/META-INF/version.txt");
        return Files.exists(file) ? Files.readString(file).strip() : "-";
    }

    private void requestStop(HttpExchange exchange) throws IOException {
        if (home.fault("server-will-not-stop") || home.fault("server-will-not-stop-" + server)) {
            log("WSVR0023I", "Server " + server + " is stopping");
            reply(exchange, 202, "STOPPING");
            return;
        }
        log("WSVR0023I", "Server " + server + " is stopping");
        reply(exchange, 202, "STOPPING");
        stop.countDown();
    }

    private void terminate(HttpExchange exchange) throws IOException {
        reply(exchange, 202, "STOPPING");
        stop.countDown();
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void log(String id, String text) throws IOException {
        Files.writeString(
                logs.resolve("SystemOut.log"),
                LocalDateTime.now(java.time.ZoneOffset.UTC).format(STAMP) + " 00000001 WsServerImpl  A   " + id + ": "
                        + text + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private String host() {
        return home.get("node." + node + ".host");
    }

    private String role() {
        return home.get(key("role"));
    }

    private String key(String name) {
        return "server." + node + "." + server + "." + name;
    }
}
