package org.cnxrunbooks.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What a stand-in of a node agent does beside living: {@code POST /lab/sync}, {@code POST /lab/epoch} (the next one is a full
 * one) and {@code GET /lab/synchronised}. As the real one with its default settings it synchronises by itself when it has
 * started.
 */
final class LabNodeAgent {

    private final LabHome home;
    private final LabNodeSync sync;
    private final LabWasLog log;

    LabNodeAgent(LabHome home, String node, LabWasLog log) {
        this.home = home;
        this.sync = new LabNodeSync(home, node);
        this.log = log;
    }

    void serve(HttpServer http) {
        http.createContext("/lab/sync", exchange -> reply(exchange, run()));
        http.createContext("/lab/synchronised", exchange -> reply(exchange, Boolean.toString(sync.synchronised())));
        http.createContext("/lab/epoch", exchange -> {
            sync.forget();
            reply(exchange, Long.toString(System.currentTimeMillis()));
        });
    }

    /** Returns at once. */
    void started() {
        CompletableFuture.runAsync(() -> {
            if (new LabWasControl(home, home.get("dmgr.node"), "dmgr").state().equals("STARTED")) {
                run();
            }
        });
    }

    private String run() {
        try {
            List<String> arrived = sync.run();
            log.write(
                    "ADMS0003I",
                    "The configuration synchronization completed successfully. " + String.join(" ", arrived));
            return "true";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void reply(HttpExchange exchange, String text) throws IOException {
        try (exchange) {
            LabWasSite.reply(exchange, 200, text);
        }
    }
}
