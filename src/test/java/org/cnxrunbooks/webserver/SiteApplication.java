package org.cnxrunbooks.webserver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What a site's proxy leads to: answers every request with {@value #BODY} in one write. */
final class SiteApplication implements AutoCloseable {

    static final String BODY = "application";
    private static final byte[] ANSWER = ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
                    + BODY.length() + "\r\nConnection: close\r\n\r\n" + BODY)
            .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getByName(SiteHttpd.ADDRESS));

    SiteApplication() throws IOException {
        Thread thread = new Thread(this::serve, "application of the site");
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return SiteHttpd.ADDRESS + ":" + door.getLocalPort();
    }

    private void serve() {
        while (!door.isClosed()) {
            try (Socket socket = door.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                String line = in.readLine();
                while (line != null && !line.isEmpty()) {
                    line = in.readLine();
                }
                socket.getOutputStream().write(ANSWER);
            } catch (IOException e) {
                // closed, or a client that went away
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
