package org.cnxrunbooks.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A web server in front of the cell: a real Apache in a private ServerRoot laid out as IBM HTTP Server's, or a JDK
 * server with the same page where none is installed.
 *
 * @param fallback absent with the real one
 */
record LabWebServer(LabLayout layout, LabLayout.Web web, boolean https, @Nullable HttpServer fallback) {

    static final Path PROGRAM = Path.of("/usr/sbin/apache2");
    private static final Path OPENSSL = Path.of("/usr/bin/openssl");
    private static final String PAGE = "<!doctype html><title>Lab</title><p>Lab cell\n";

    static LabWebServer start(LabLayout layout, LabLayout.Web web, String kind) throws IOException {
        Path root = layout.httpServer(web);
        LabTree.text(root.resolve("htdocs/index.html"), PAGE);
        if (!kind.equals("real")) {
            return new LabWebServer(layout, web, false, pretend(layout, web));
        }
        boolean https = Files.isExecutable(OPENSSL) && Files.exists(LabHttpdTree.MODULES.resolve("mod_ssl.so"));
        if (https) {
            certificate(root);
        }
        new LabHttpdTree(layout, web, https).write();
        LabWebServer server = new LabWebServer(layout, web, https, null);
        // follows the server through stops and starts by others
        Files.createSymbolicLink(layout.run().resolve(web.name() + ".pid"), server.pid());
        server.control("start");
        server.awaitUp();
        return server;
    }

    String kind() {
        return fallback == null ? "real" : "fallback";
    }

    /** Ends the fallback; the real one is a process among the lab's others. */
    void close() {
        if (fallback != null) {
            fallback.stop(0);
        }
    }

    /** Configuration as at the start, and running; files that others have added stay. */
    void reset() throws IOException {
        if (fallback != null) {
            return;
        }
        boolean changed = new LabHttpdTree(layout, web, https).write();
        if (!LabProcesses.alive(layout.run(), web.name())) {
            control("start");
            awaitUp();
        } else if (changed) {
            LabReload.graceful(layout, web);
        }
    }

    private Path pid() {
        return layout.httpServer(web).resolve("logs/httpd.pid");
    }

    private void control(String verb) throws IOException {
        LabCommand.run(List.of(layout.httpServer(web).resolve("bin/apachectl").toString(), verb));
    }

    private void awaitUp() {
        LabWait.until(
                web.name() + " up",
                Duration.ofMinutes(2),
                () -> LabProcesses.alive(layout.run(), web.name()),
                () -> "no process of " + pid());
    }

    private static void certificate(Path root) throws IOException {
        Path conf = Files.createDirectories(root.resolve("conf"));
        LabCertificate.write(
                conf.resolve("cert.pem"),
                conf.resolve("key.pem"),
                "lab",
                "basicConstraints=critical,CA:FALSE",
                "subjectAltName=DNS:www.lab.example,DNS:www2.lab.example");
    }

    private static HttpServer pretend(LabLayout layout, LabLayout.Web web) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(layout.address(web.host()), LabLayout.HTTP_PORT), 50);
        server.createContext("/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().getPath();
                String application = LabLayout.CONTEXTS.get(path.replaceFirst("^/([^/]*).*", "$1"));
                if (application == null) {
                    LabWasSite.reply(exchange, 200, PAGE);
                } else {
                    forward(layout, layout.clusterOf(application), exchange);
                }
            }
        });
        server.start();
        return server;
    }

    /** To the first member that answers; without sessions. */
    private static void forward(LabLayout layout, String cluster, HttpExchange exchange) throws IOException {
        for (LabLayout.Member member : layout.members()) {
            if (member.cluster().equals(cluster)) {
                String address = layout.address(LabLayout.hostOf(member.node()));
                HttpURLConnection answer = (HttpURLConnection)
                        URI.create("http://" + address + ":" + member.port() + exchange.getRequestURI())
                                .toURL()
                                .openConnection();
                try {
                    if (answer.getResponseCode() == 200) {
                        LabWasSite.reply(
                                exchange,
                                200,
                                new String(answer.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                        return;
                    }
                } catch (IOException e) {
                    // the next one, then
                }
            }
        }
        LabWasSite.reply(exchange, 500, "no server\n");
    }
}
