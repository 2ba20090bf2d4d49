package org.cnxrunbooks.webserver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that does to each connection what a test says, as no decent one would. */
final class RawServer implements AutoCloseable {

    static final String ADDRESS = "127.0.92.1";

    interface Manners {
        void meet(Socket socket) throws IOException;
    }

    final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ServerSocket door;

    private RawServer(ServerSocket door) {
        this.door = door;
    }

    static RawServer start(Manners manners) throws IOException {
        RawServer server = new RawServer(new ServerSocket(0, 50, InetAddress.getByName(ADDRESS)));
        run(() -> {
            while (true) {
                Socket socket = server.door.accept();
                server.connections.incrementAndGet();
                server.open.add(socket);
                run(() -> manners.meet(socket));
            }
        });
        return server;
    }

    Endpoint endpoint() {
        return new Endpoint("http", ADDRESS, door.getLocalPort(), "lab.example");
    }

    /** Reads until the empty line; returns the first line. */
    static String head(Socket socket) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        String first = reader.readLine();
        for (String line = first; line != null && !line.isEmpty(); line = reader.readLine()) {
            // to the end of the head
        }
        return String.valueOf(first);
    }

    static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // the other side went, or the test is over
                    }
                },
                "raw-server");
        thread.setDaemon(true);
        thread.start();
    }
}
