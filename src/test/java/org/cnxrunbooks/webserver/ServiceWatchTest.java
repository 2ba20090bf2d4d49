package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.cnxrunbooks.evidence.Records;
import org.cnxrunbooks.lab.LabWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServiceWatchTest {

    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final Duration STEP = Duration.ofMillis(200);
    private static final WatchSettings QUICK =
            new WatchSettings(STEP, STEP, Duration.ofMillis(1500), Duration.ofSeconds(2));

    private final ExecutorService threads = Executors.newCachedThreadPool();
    /** Requests in their order: method and cookie. */
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();

    private final Set<Integer> ports = ConcurrentHashMap.newKeySet();
    private HttpServer server;
    private volatile Application application = exchange -> reply(exchange, 200);
    private WatchTotals totals = WatchTotals.NONE;
    private final List<WatchSecond> taken = new ArrayList<>();

    private interface Application {
        void answer(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(RawServer.ADDRESS, 0), 50);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Cookie"));
            ports.add(exchange.getRemoteAddress().getPort());
            try (exchange) {
                application.answer(exchange);
            }
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void a_healthy_server_has_no_failure_and_shows_who_serves() {
        AtomicInteger number = new AtomicInteger();
        application = exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Set-Cookie", "other=1; Path=/");
            String cookie = exchange.getRequestHeaders().getFirst("Cookie");
            if (cookie == null) {
                exchange.getResponseHeaders()
                        .add(
                                "Set-Cookie",
                                "JSESSIONID=0000x:apps_srv" + (1 + number.getAndIncrement() % 2)
                                        + "; Path=/; HttpOnly");
            } else if (!cookie.contains(":apps_srv3")) {
                // a fail-over: the next server adds itself
                exchange.getResponseHeaders().add("Set-Cookie", cookie + ":apps_srv3; Path=/; HttpOnly");
            }
            reply(exchange, exchange.getRequestMethod().equals("POST") ? 405 : 200);
        };
        try (ServiceWatch watch = watch(QUICK, endpoint())) {
            watch.start();
            await(watch, totals -> requests(WatchKind.LONG) >= 1 && requests(WatchKind.STICKY) >= 6);
        }

        assertThat(totals.failures()).isZero();
        assertThat(ports).as("a connection for each").hasSameSizeAs(seen);
        assertThat(requests(WatchKind.NEW)).isGreaterThanOrEqualTo(6);
        assertThat(served(WatchKind.NEW)).containsOnlyKeys("apps_srv1", "apps_srv2");
        assertThat(served(WatchKind.STICKY)).containsKey("apps_srv3");
        assertThat(seen.stream().filter(request -> request.matches("GET JSESSIONID=0000x:apps_srv\\d:apps_srv3")))
                .as(seen.toString())
                .isNotEmpty();
        assertThat(seen.stream().filter(request -> request.matches("GET JSESSIONID=0000x:apps_srv\\d")))
                .as("the cookie is kept as it was set last")
                .hasSize(1);
        assertThat(totals.usual(target("web1", endpoint()), WatchKind.LONG)).isEqualTo(4);
    }

    @Test
    void a_long_request_arrives_piece_by_piece() {
        List<Long> arrived = new ArrayList<>();
        AtomicInteger bytes = new AtomicInteger();
        application = exchange -> {
            if (exchange.getRequestMethod().equals("POST") && arrived.isEmpty()) {
                InputStream body = exchange.getRequestBody();
                byte[] buffer = new byte[1 << 16];
                for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                    bytes.addAndGet(read);
                    arrived.add(System.nanoTime());
                }
                assertThat(exchange.getRequestHeaders().getFirst("Content-Length"))
                        .isEqualTo(String.valueOf(bytes));
            }
            reply(exchange, 200);
        };
        try (ServiceWatch watch = watch(QUICK, endpoint())) {
            watch.start();
            await(watch, totals -> requests(WatchKind.LONG) >= 1);
        }

        assertThat(failures(WatchKind.LONG)).isZero();
        assertThat(bytes.get()).isGreaterThan(16_000);
        assertThat(Duration.ofNanos(arrived.get(arrived.size() - 1) - arrived.get(0)))
                .isGreaterThan(Duration.ofMillis(1300));
        // more than one moment between
        assertThat(arrived.stream()
                        .mapToLong(Long::longValue)
                        .map(moment -> (moment - arrived.get(0)) / 300_000_000)
                        .distinct())
                .hasSizeGreaterThanOrEqualTo(4);
        assertThat(taken.stream()
                        .filter(second -> second.kind() == WatchKind.LONG)
                        .mapToLong(WatchSecond::slowestMillis)
                        .max()
                        .orElse(0))
                .isGreaterThanOrEqualTo(1500L);
    }

    @Test
    void an_answer_before_the_end_of_the_body_is_an_answer() throws IOException {
        try (RawServer early = RawServer.start(socket -> {
            RawServer.head(socket);
            RawServer.say(socket, "HTTP/1.1 405 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            socket.shutdownOutput();
            socket.close();
        })) {
            try (ServiceWatch watch = watch(QUICK, early.endpoint())) {
                watch.start();
                await(watch, totals -> requests(WatchKind.LONG) >= 1);
            }
        }

        assertThat(totals.failures()).as(totals.toString()).isZero();
    }

    @Test
    void server_errors_and_unusual_answers_are_failures_and_the_first_good_answer_is_usual() {
        application = exchange -> reply(exchange, 503);
        try (ServiceWatch watch = watch(QUICK, endpoint())) {
            watch.start();
            await(watch, totals -> problems().containsKey("status 503"));
            assertThat(totals.failures()).isEqualTo(totals.requests());
            application = exchange -> reply(exchange, 204);
            await(watch, totals -> totals.failures() < totals.requests());
            application = exchange -> reply(exchange, 200);
            await(watch, totals -> requests(WatchKind.NEW) - failures(WatchKind.NEW) >= 8);
            long failures = totals.failures();
            application = exchange -> {
                exchange.getResponseHeaders().add("Location", "http://" + RawServer.ADDRESS + ":1/");
                reply(exchange, 302);
            };
            await(watch, totals -> totals.failures() > failures);
        }

        assertThat(problems()).containsOnlyKeys("status 503", "status 302 instead of 2xx");
        assertThat(totals.worstGap()).isGreaterThan(Duration.ofMillis(150));
    }

    @Test
    void a_watch_that_goes_on_judges_as_before() {
        WatchTotals before;
        try (ServiceWatch watch = watch(QUICK, endpoint())) {
            watch.start();
            await(watch, totals -> requests(WatchKind.NEW) > 0);
            before = totals;
        }
        application = exchange -> reply(exchange, 404);
        long failures = totals.failures();
        try (ServiceWatch watch = new ServiceWatch(
                List.of(target("web1", endpoint())),
                QUICK,
                Records.read(Records.write(before), WatchTotals.class),
                Clock.systemUTC())) {
            watch.start();
            await(watch, totals -> totals.failures() > failures);
        }

        assertThat(problems()).containsOnlyKeys("status 404 instead of 2xx");
    }

    /** Bad manners and what they are called. */
    private record Rude(RawServer.Manners manners, String problem) {
        @Override
        public String toString() {
            return problem;
        }
    }

    static Stream<Rude> manners() {
        return Stream.of(
                new Rude(
                        socket -> {
                            RawServer.head(socket);
                            socket.setSoLinger(true, 0);
                            socket.close();
                        },
                        ProbeProblem.CLOSED),
                new Rude(Socket::close, ProbeProblem.CLOSED),
                new Rude(
                        socket -> {
                            RawServer.head(socket);
                            RawServer.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                            socket.close();
                        },
                        ProbeProblem.CLOSED),
                new Rude(RawServer::head, ProbeProblem.TIMED_OUT),
                new Rude(ServiceWatchTest::drip, ProbeProblem.TIMED_OUT));
    }

    @ParameterizedTest
    @MethodSource("manners")
    void what_is_no_answer_is_a_failure_and_is_not_tried_again(Rude rude) throws IOException {
        try (RawServer bad = RawServer.start(rude.manners())) {
            try (ServiceWatch watch = watch(QUICK, bad.endpoint())) {
                watch.start();
                await(watch, totals -> failures(WatchKind.NEW) >= 1 && failures(WatchKind.STICKY) >= 1);
            }
            assertThat(totals.failures()).isEqualTo(totals.requests());
            assertThat(bad.connections.get())
                    .isBetween((int) totals.requests(), (int) totals.requests() + WatchKind.values().length);
        }
        assertThat(visitProblems()).containsOnlyKeys(rude.problem());
        assertThat(totals.worstGap()).isZero();
    }

    @Test
    void a_refused_connection_is_a_failure() {
        Endpoint closed = endpoint();
        server.stop(0);
        try (ServiceWatch watch = watch(QUICK, closed)) {
            watch.start();
            await(watch, totals -> Stream.of(WatchKind.values()).allMatch(kind -> failures(kind) > 0));
        }

        assertThat(problems()).containsOnlyKeys(ProbeAnswer.REFUSED);
        assertThat(totals.failures()).isEqualTo(totals.requests());
        assertThat(requests(WatchKind.LONG))
                .as("a long request that fails at once is not begun at once")
                .isLessThan(4);
    }

    @Test
    void a_server_that_hangs_delays_no_look_at_another() throws IOException {
        try (RawServer hanging = RawServer.start(RawServer::head);
                ServiceWatch watch = new ServiceWatch(
                        List.of(target("web1", hanging.endpoint()), target("web2", endpoint())),
                        QUICK,
                        Clock.systemUTC())) {
            watch.start();
            await(watch, totals -> failures(WatchKind.NEW) >= 3);
        }

        WatchTotal healthy = total("web2");
        assertThat(healthy.failures()).isZero();
        assertThat(healthy.worstGap()).isLessThan(QUICK.patience());
        assertThat(healthy.requests()).isGreaterThan(5 * total("web1").requests() / 2);
    }

    @Test
    void nothing_runs_after_the_end_and_long_requests_come_to_theirs() {
        WatchSettings slow = new WatchSettings(STEP, STEP, Duration.ofMinutes(5), Duration.ofSeconds(10));
        ServiceWatch watch = watch(slow, endpoint());
        watch.start();
        await(watch, totals -> requests(WatchKind.NEW) > 0 && seen.contains("POST null"));
        assertThat(running()).isNotEmpty();
        long begin = System.nanoTime();
        watch.close();
        watch.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        nothingRuns();
        int asked = seen.size();
        add(watch.take());
        assertThat(requests(WatchKind.LONG)).isEqualTo(1);
        assertThat(totals.failures()).isZero();
        assertThat(totals.requests()).isEqualTo(asked);
        assertThat(watch.take()).isEmpty();
        assertThatThrownBy(watch::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_end_waits_for_nobody_longer_than_the_patience() throws IOException {
        try (RawServer dripping = RawServer.start(ServiceWatchTest::drip)) {
            ServiceWatch watch = watch(
                    new WatchSettings(STEP, STEP, Duration.ofMinutes(5), Duration.ofSeconds(1)), dripping.endpoint());
            watch.start();
            LabWait.until("asked", BOUND, () -> dripping.connections.get() >= 3, dripping.connections::toString);
            long begin = System.nanoTime();
            watch.close();

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
            nothingRuns();
            assertThat(watch.take())
                    .allMatch(second -> second.problems().keySet().equals(Set.of(ProbeProblem.TIMED_OUT)));
        }
    }

    @Test
    void a_cluster_is_watched_once_through_a_web_server() {
        assertThatThrownBy(() -> new ServiceWatch(
                        List.of(target("web1", endpoint()), target("web1", endpoint())), QUICK, Clock.systemUTC()))
                .hasMessage("watched twice: AppsCluster through web1");
        assertThatThrownBy(() -> new WatchTarget("web1", "AppsCluster", endpoint(), "files", "JSESSIONID"))
                .hasMessage("a path begins with /: files");
    }

    /** No silence is long, and no answer comes. */
    private static void drip(Socket socket) throws IOException {
        RawServer.head(socket);
        RawServer.say(socket, "HTTP/1.1 200 OK\r\n");
        while (true) {
            RawServer.say(socket, "X: y\r\n");
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        }
    }

    private static void reply(HttpExchange exchange, int status) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, -1);
    }

    private Endpoint endpoint() {
        return new Endpoint("http", RawServer.ADDRESS, server.getAddress().getPort(), "lab.example");
    }

    private static WatchTarget target(String webServer, Endpoint endpoint) {
        return new WatchTarget(webServer, "AppsCluster", endpoint, "/files/", "JSESSIONID");
    }

    private static ServiceWatch watch(WatchSettings settings, Endpoint endpoint) {
        return new ServiceWatch(List.of(target("web1", endpoint)), settings, Clock.systemUTC());
    }

    private void await(ServiceWatch watch, Predicate<WatchTotals> reached) {
        LabWait.until(
                "seen",
                BOUND,
                () -> {
                    add(watch.take());
                    return reached.test(totals);
                },
                () -> totals.toString());
    }

    private void add(List<WatchSecond> seconds) {
        taken.addAll(seconds);
        totals = totals.plus(seconds);
    }

    private WatchTotal total(String webServer) {
        return totals.clusters().stream()
                .filter(total -> total.webServer().equals(webServer))
                .findFirst()
                .orElseThrow();
    }

    private long requests(WatchKind kind) {
        return totals.clusters().stream()
                .mapToLong(total -> total.count(kind).requests())
                .sum();
    }

    private long failures(WatchKind kind) {
        return totals.clusters().stream()
                .mapToLong(total -> total.count(kind).failures())
                .sum();
    }

    private Map<String, Long> problems() {
        return totals.clusters().isEmpty() ? Map.of() : totals.clusters().get(0).problems();
    }

    private Map<String, Long> visitProblems() {
        Map<String, Long> problems = new TreeMap<>();
        taken.stream().filter(second -> second.kind() != WatchKind.LONG).forEach(second -> second.problems()
                .forEach((problem, count) -> problems.merge(problem, count, Long::sum)));
        return problems;
    }

    private Map<String, Long> served(WatchKind kind) {
        Map<String, Long> served = new TreeMap<>();
        taken.stream().filter(second -> second.kind() == kind).forEach(second -> second.served()
                .forEach((id, count) -> served.merge(id, count, Long::sum)));
        return served;
    }

    /** A pool has ended a moment before its last thread. */
    private static void nothingRuns() {
        LabWait.until("no thread", Duration.ofSeconds(2), () -> running().isEmpty(), () -> running()
                .toString());
    }

    private static List<String> running() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("service-watch"))
                .toList();
    }
}
