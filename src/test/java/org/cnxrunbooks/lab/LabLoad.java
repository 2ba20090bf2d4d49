package org.cnxrunbooks.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Users at the web servers, as many as asked for, until it is stopped: each request on a connection of its own, nothing is
 * tried twice. Everything but a 200 is a failure, a broken connection too.
 */
public final class LabLoad {

    private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.1 (\\d{3}) ");
    private static final Pattern COOKIE = Pattern.compile("(?m)^Set-Cookie: (JSESSIONID=[^;]+)");
    private static final Pattern SERVED = Pattern.compile(" version=(\\S+) .* clone=(\\S+) ");

    private final List<Thread> users = new ArrayList<>();
    private final Map<String, Integer> served = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private final Duration think;
    private final long begin = System.nanoTime();
    private int requests;
    private long slowest;
    private volatile boolean ended;

    /**
     * What has been seen.
     *
     * @param failures second of the run, request and what came instead of a 200
     * @param served requests by clone id and version, e.g. {@code apps_srv1 1}
     * @param slowest of the answered requests, in milliseconds
     */
    public record Report(int requests, List<String> failures, Map<String, Integer> served, long slowest) {}

    /**
     * A kind of user.
     *
     * @param path what is asked for, again and again
     * @param sticky whether the session cookie is kept; without it every request is a new session
     * @param cookie of the session that is brought along, e.g. {@code JSESSIONID=0000x:apps_srv1}; else empty
     */
    public record User(String address, int port, String path, boolean sticky, String cookie) {

        public User(String address, int port, String path, boolean sticky) {
            this(address, port, path, sticky, "");
        }
    }

    private LabLoad(Duration think) {
        this.think = think;
    }

    /** @param think pause of a user between two requests */
    public static LabLoad start(List<User> users, Duration think) {
        LabLoad load = new LabLoad(think);
        for (User user : users) {
            Thread thread = new Thread(() -> load.live(user), "lab-user");
            thread.setDaemon(true);
            load.users.add(thread);
            thread.start();
        }
        return load;
    }

    /** At every web server of the lab: sessions, new visitors and one slow request for each of the paths. */
    public static List<User> everywhere(Lab lab, List<String> paths, int sticky, int fresh, Duration slow) {
        List<User> users = new ArrayList<>();
        for (LabLayout.Web web : LabLayout.WEB_SERVERS) {
            String address = lab.layout().address(web.host());
            for (String path : paths) {
                for (int i = 0; i < sticky + fresh; i++) {
                    users.add(new User(address, LabLayout.HTTP_PORT, path, i < sticky));
                }
                users.add(new User(address, LabLayout.HTTP_PORT, path + "?ms=" + slow.toMillis(), true));
            }
        }
        return users;
    }

    /** What has been seen so far. */
    public synchronized Report report() {
        return new Report(
                requests,
                List.copyOf(failures),
                Map.copyOf(served),
                Duration.ofNanos(slowest).toMillis());
    }

    /** Lets every user finish what it does. */
    public Report stop() {
        ended = true;
        for (Thread user : users) {
            try {
                user.join(30_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return report();
    }

    private void live(User user) {
        String cookie = user.cookie();
        while (!ended) {
            long sent = System.nanoTime();
            String answer = ask(user, cookie);
            note(user, answer, System.nanoTime() - sent);
            Matcher set = COOKIE.matcher(answer);
            if (user.sticky() && set.find()) {
                cookie = set.group(1);
            }
            LockSupport.parkNanos(think.toNanos());
        }
    }

    private static String ask(User user, String cookie) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(user.address(), user.port()), 10_000);
            socket.setSoTimeout(60_000);
            String request = "GET " + user.path() + " HTTP/1.1\r\nHost: " + user.address() + ":" + user.port()
                    + "\r\nConnection: close\r\n" + (cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n") + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private synchronized void note(User user, String answer, long nanos) {
        requests++;
        Matcher status = STATUS.matcher(answer);
        Matcher by = SERVED.matcher(answer);
        if (status.find() && status.group(1).equals("200") && by.find()) {
            served.merge(by.group(2) + " " + by.group(1), 1, Integer::sum);
            slowest = Math.max(slowest, nanos);
        } else {
            long second = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
            failures.add("second " + second + " " + user.path() + ": "
                    + answer.lines().findFirst().orElse("connection closed without an answer"));
        }
    }
}
