package org.cnxrunbooks.announce;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that is in a bad mood: says yes to everything but the verbs of its script; an empty reply is silence. */
final class ScriptedSmtp implements AutoCloseable {

    private final ServerSocket listening;
    private final Map<String, String> script;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** @param script reply by verb, e.g. {@code RCPT} or {@code CONNECT} */
    ScriptedSmtp(Map<String, String> script) throws IOException {
        this.script = script;
        this.listening = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(this::accept, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Lines as they came, without those of a message. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                open.add(socket);
                talk(socket);
            } catch (IOException e) {
                if (!listening.isClosed() && open.isEmpty()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void talk(Socket socket) throws IOException {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            say(socket, "CONNECT", "220 scripted");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                heard.add(line);
                String verb = line.split(" ")[0].toUpperCase(Locale.ROOT);
                say(
                        socket,
                        verb,
                        switch (verb) {
                            case "EHLO" -> "250-scripted\r\n250 AUTH PLAIN LOGIN";
                            case "DATA" -> "354 go on";
                            case "QUIT" -> "221 bye";
                            default -> "250 yes";
                        });
                if (verb.equals("DATA") && !script.containsKey("DATA")) {
                    for (String text = in.readLine(); text != null && !text.equals("."); text = in.readLine()) {}
                    say(socket, "TEXT", "250 yes");
                }
            }
        }
    }

    private void say(Socket socket, String verb, String otherwise) throws IOException {
        String reply = script.getOrDefault(verb, otherwise);
        if (!reply.isEmpty()) {
            socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }
    }
}
