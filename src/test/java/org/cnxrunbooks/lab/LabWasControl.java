package org.cnxrunbooks.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts, asks and stops one stand-in of a WebSphere process, for the scripts and for the lab itself. */
public final class LabWasControl {

    private final LabHome home;
    private final String node;
    private final String server;

    public LabWasControl(LabHome home, String node, String server) {
        this.home = home;
        this.node = node;
        this.server = server;
    }

    /** STARTING, STARTED, STOPPING, or STOPPED when nothing answers. */
    public String state() {
        try {
            return request("GET", "state");
        } catch (IOException e) {
            return "STOPPED";
        }
    }

    /** Requests on their way; none when nothing answers. */
    public int active() {
        try {
            return Integer.parseInt(request("GET", "active"));
        } catch (IOException e) {
            return 0;
        }
    }

    /** Starts the process; returns its id at once. */
    public long launch() throws IOException {
        List<String> words = new ArrayList<>(List.of(
                // a session of its own: neither a cut connection nor an ended job takes the server along
                "setsid",
                home.get("java"),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dsun.net.httpserver.nodelay=true",
                "-cp",
                home.get("classes"),
                "org.cnxrunbooks.lab.LabWas",
                home.directory().toString(),
                node,
                server));
        Path run = home.directory().resolve("run");
        Process process = new ProcessBuilder(words)
                .directory(run.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        run.resolve(node + "-" + server + ".out").toFile()))
                .start();
        LabProcesses.remember(run, node + "-" + server, process.pid());
        return process.pid();
    }

    /** Launches the process where none lives; always false, as it is not yet up then. */
    boolean launchUnlessAlive() {
        try {
            if (!LabProcesses.alive(home.directory().resolve("run"), node + "-" + server)) {
                launch();
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("no process for " + server, e);
        }
    }

    /** Whether the state is seen within the time. */
    public boolean await(String wanted, long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!state().equals(wanted)) {
            if (System.nanoTime() > end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return true;
    }

    /** Asks the process to end; returns before it has. */
    public void requestStop() throws IOException {
        request("POST", "stop");
    }

    /** Restarts an application of a running server; nothing happens where the server or the application does not run. */
    void restart(String application) {
        if (state().equals("STARTED")) {
            try {
                request("POST", "restart?" + application);
            } catch (IOException e) {
                // it went down meanwhile and will read the new version when it comes back
            }
        }
    }

    /** Synchronises the node of this agent; returns when it is done. */
    public String sync() {
        return sync(60);
    }

    /** The same, given up after that many seconds; the agent goes on with it. */
    String sync(int seconds) {
        return ask("POST", "sync", seconds);
    }

    /** What this agent answers. */
    public String ask(String method, String path) {
        return ask(method, path, 60);
    }

    private String ask(String method, String path, int seconds) {
        try {
            return request(method, path, seconds);
        } catch (IOException e) {
            throw new UncheckedIOException("ADMC0009E: The system failed to make the SOAP RPC call: invoke", e);
        }
    }

    private String request(String method, String path) throws IOException {
        return request(method, path, 60);
    }

    private String request(String method, String path, int seconds) throws IOException {
        URI uri = URI.create("http://" + home.get("node." + node + ".address") + ":"
                + home.get("server." + node + "." + server + ".port") + "/lab/" + path);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(30_000);
        connection.setReadTimeout(seconds * 1000);
        connection.setRequestMethod(method);
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
