package org.cnxrunbooks.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Stand-in of one WebSphere process: application server, node agent or deployment manager. Arguments: directory of the
 * lab, node, server.
 *
 * <p>Leaves what the real one leaves: {@code logs/<server>/<server>.pid}, {@code SystemOut.log} with WSVR0001I,
 * {@code temp/<node>/<server>}. Answers on its port: {@code GET /lab/state} with the state, {@code GET /lab/active} with the
 * number of requests on their way, {@code GET /lab/sessions} with that of sessions, {@code POST /lab/stop} with 202 and
 * then the end of the process, {@code POST /lab/terminate} the same at once, {@code POST /lab/restart?<application>}, and
 * everything else as an application would. Faults: {@code server-will-not-stop}, {@code server-will-not-stop-<server>}, {@code server-will-not-stop-<node>-<server>},
 * {@code dmgr-down}.
 */
public final class LabWas {

    private final LabHome home;
    private final String node;
    private final String server;
    private final Path logs;
    private final LabWasLog log;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final LabWasSite site;
    private volatile String state = "STARTING";

    private LabWas(LabHome home, String node, String server) {
        this.home = home;
        this.node = node;
        this.server = server;
        this.site = new LabWasSite(home, node, server, () -> state);
        this.logs = Path.of(home.get("node." + node + ".profile"), "logs", server);
        this.log = new LabWasLog(logs.resolve("SystemOut.log"));
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
        http.createContext("/", site::answer);
        http.createContext("/lab/active", exchange -> reply(exchange, 200, Integer.toString(site.active())));
        http.createContext("/lab/sessions", exchange -> reply(exchange, 200, Integer.toString(site.sessions())));
        http.createContext("/lab/restart", this::restart);
        http.createContext("/lab/state", exchange -> reply(exchange, 200, state));
        http.createContext("/lab/stop", this::requestStop);
        http.createContext("/lab/terminate", this::terminate);
        LabNodeAgent agent = role().equals("nodeagent") ? new LabNodeAgent(home, node, log) : null;
        if (agent != null) {
            agent.serve(http);
        }
        http.setExecutor(Executors.newCachedThreadPool());
        http.start();
        log.write(
                "WSVR0024I",
                "Server " + server + " is being launched in process "
                        + ProcessHandle.current().pid());
        site.load(temp);
        TimeUnit.MILLISECONDS.sleep(Long.parseLong(home.get("server.start.ms", "0")));
        Path pid = logs.resolve(server + ".pid");
        Files.writeString(pid, Long.toString(ProcessHandle.current().pid()));
        home.note(host(), "serverStarted", node + "/" + server);
        log.write("WSVR0001I", "Server " + server + " open for e-business");
        state = "STARTED";
        if (agent != null) {
            agent.started();
        }
        while (!stop.await(200, TimeUnit.MILLISECONDS)) {
            if (role().equals("dmgr") && home.fault("dmgr-down")) {
                break;
            }
        }
        state = "STOPPING";
        quiesce();
        Files.deleteIfExists(pid);
        log.write("WSVR0024I", "Server " + server + " stopped");
        home.note(host(), "serverStopped", node + "/" + server);
        // last, as whoever gets no answer any more takes it for stopped and may start another at once
        http.stop(0);
        System.exit(0);
    }

    /** New requests get 503; those on their way may end, as long as WebSphere would let them (180 s by default). */
    private void quiesce() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(Long.parseLong(home.get("server.stop.ms", "0")));
        long end = System.nanoTime()
                + TimeUnit.MILLISECONDS.toNanos(Long.parseLong(home.get("server.quiesce.ms", "180000")));
        while (site.active() > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void restart(HttpExchange exchange) throws IOException {
        String application = exchange.getRequestURI().getQuery();
        if (site.runs(application)) {
            log.write("WSVR0220I", "Application stopped: " + application);
            site.restart(application);
            log.write("WSVR0221I", "Application started: " + application);
            home.note(host(), "applicationRestarted", node + "/" + server + "/" + application);
        }
        reply(exchange, 200, Boolean.toString(site.runs(application)));
    }

    private void requestStop(HttpExchange exchange) throws IOException {
        if (home.fault("server-will-not-stop")
                || home.fault("server-will-not-stop-" + server)
                || home.fault("server-will-not-stop-" + node + "-" + server)) {
            log.write("WSVR0023I", "Server " + server + " is stopping");
            reply(exchange, 202, "STOPPING");
            return;
        }
        log.write("WSVR0023I", "Server " + server + " is stopping");
        reply(exchange, 202, "STOPPING");
        stop.countDown();
    }

    private void terminate(HttpExchange exchange) throws IOException {
        reply(exchange, 202, "STOPPING");
        stop.countDown();
    }

    /** Those who ask for it in the path of the lab: nothing of WebSphere answers there. */
    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            LabWasSite.reply(exchange, status, text);
        }
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
