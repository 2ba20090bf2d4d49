package org.cnxrunbooks.lab;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The web server in front of the cell: a real Apache in a private ServerRoot laid out as IBM HTTP Server's, or a JDK
 * server with the same page where none is installed. The plug-in's stand-in comes with the first runbook that needs it.
 *
 * @param fallback absent with the real one
 */
record LabWebServer(LabLayout layout, boolean https, @Nullable HttpServer fallback) {

    static final Path PROGRAM = Path.of("/usr/sbin/apache2");
    private static final Path MODULES = Path.of("/usr/lib/apache2/modules");

    static LabWebServer start(LabLayout layout, String kind) throws IOException {
        Path root = layout.httpServer();
        LabTree.text(root.resolve("htdocs/index.html"), "<!doctype html><title>Lab</title><p>Lab cell\n");
        LabTree.text(root.resolve("Plugins/config/webserver1/plugin-cfg.xml"), "<Config/>\n");
        Files.createDirectories(root.resolve("logs"));
        return kind.equals("real") ? real(layout, root) : pretend(layout);
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

    private static LabWebServer real(LabLayout layout, Path root) throws IOException {
        boolean https = certificate(root);
        Files.createSymbolicLink(root.resolve("modules"), MODULES);
        LabTree.text(root.resolve("conf/mime.types"), "text/html html\n");
        LabTree.text(
                root.resolve("conf/httpd.conf"),
                LabScripts.resource("httpd.conf")
                                .replace("@ROOT@", root.toString())
                                .replace("@ADDRESS@", layout.address("web"))
                                .replace("@HTTP@", Integer.toString(LabLayout.HTTP_PORT))
                        + (https
                                ? LabScripts.resource("httpd-ssl.conf")
                                        .replace("@ROOT@", root.toString())
                                        .replace("@ADDRESS@", layout.address("web"))
                                        .replace("@HTTPS@", Integer.toString(LabLayout.HTTPS_PORT))
                                : ""));
        LabScripts.executable(
                root.resolve("bin/apachectl"),
                LabScripts.resource("apachectl.sh").replace("@ROOT@", LabScripts.quoted(root.toString())));
        LabCommand.run(List.of(root.resolve("bin/apachectl").toString(), "start"));
        LabWebServer server = new LabWebServer(layout, https, null);
        server.awaitPid();
        return server;
    }

    private void awaitPid() throws IOException {
        Path pid = layout.httpServer().resolve("logs/httpd.pid");
        for (int i = 0; i < 500 && (!Files.exists(pid) || Files.size(pid) == 0); i++) {
            LabWait.pause();
        }
        LabProcesses.remember(
                layout.run(), "httpd", Long.parseLong(Files.readString(pid).strip()));
    }

    private static boolean certificate(Path root) throws IOException {
        Path conf = Files.createDirectories(root.resolve("conf"));
        if (!Files.isExecutable(Path.of("/usr/bin/openssl")) || !Files.exists(MODULES.resolve("mod_ssl.so"))) {
            return false;
        }
        LabCommand.run(List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days",
                "30",
                "-subj",
                "/CN=lab",
                "-keyout",
                conf.resolve("key.pem").toString(),
                "-out",
                conf.resolve("cert.pem").toString()));
        return true;
    }

    private static LabWebServer pretend(LabLayout layout) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(layout.address("web"), LabLayout.HTTP_PORT), 50);
        server.createContext("/", exchange -> {
            byte[] page = "<!doctype html><title>Lab</title><p>Lab cell\n".getBytes(StandardCharsets.UTF_8);
            try (exchange) {
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
            }
        });
        server.start();
        return new LabWebServer(layout, false, server);
    }
}
