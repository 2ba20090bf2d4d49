package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.cnxrunbooks.webserver.ServerFacts.Dialect.APACHE_22;
import static org.cnxrunbooks.webserver.ServerFacts.Dialect.APACHE_24;
import static org.cnxrunbooks.webserver.SiteHttpd.Flavour.EVENT;
import static org.cnxrunbooks.webserver.SiteHttpd.Flavour.WORKER_WITH_ACCESS_COMPAT;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.cnxrunbooks.lab.LabWait;
import org.cnxrunbooks.webserver.SiteClient.Answer;
import org.cnxrunbooks.webserver.SiteClient.Door;
import org.cnxrunbooks.webserver.SiteHttpd.Flavour;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The notice in a real Apache httpd whose site has rules, redirects, proxies and access lists of its own, looked at from
 * outside; and the text of the vendor's document, which leaks.
 */
@Timeout(120)
@EnabledIf("installed")
class NoticeStanzaLabIT {

    private static final String RUN = "maintenance-notice-lab-20260314-210000";
    private static final String PAGE = "/upgrading.html";
    private static final String REFUSED = "127.0.91.9";
    private static final String NEIGHBOUR = "127.0.91.121";
    private static final List<String> PATHS = List.of("/", "/app/x", "/files/x", "/moved", "/old", "/nowhere", PAGE);

    private static final ExecutorService ASKERS = Executors.newFixedThreadPool(6);

    @TempDir
    Path directory;

    private SiteApplication application;

    @AfterAll
    static void end() {
        ASKERS.shutdownNow();
    }

    static boolean installed() {
        return Files.isExecutable(SiteHttpd.PROGRAM) || "real".equals(System.getProperty("lab.require"));
    }

    @BeforeEach
    void start() throws IOException {
        application = new SiteApplication();
    }

    @AfterEach
    void stop() throws IOException {
        application.close();
    }

    @Test
    void every_status_on_an_httpd_that_knows_only_the_words_of_2_4() throws IOException {
        try (SiteHttpd httpd = site(EVENT, true)) {
            Map<String, Answer> before = look(httpd);
            for (int status : List.of(500, 503, 403)) {
                raiseAndLower(httpd, before, APACHE_24, status);
            }
        }
    }

    @Test
    void every_status_in_both_dialects_on_an_httpd_that_knows_the_words_of_2_2_too() throws IOException {
        try (SiteHttpd httpd = site(WORKER_WITH_ACCESS_COMPAT, true)) {
            Map<String, Answer> before = look(httpd);
            for (int status : List.of(500, 503, 403)) {
                raiseAndLower(httpd, before, APACHE_24, status);
                raiseAndLower(httpd, before, APACHE_22, status);
            }
        }
    }

    @Test
    void a_site_without_mod_rewrite_gets_it_for_the_time_of_the_notice() throws IOException {
        try (SiteHttpd httpd = site(EVENT, false)) {
            raiseAndLower(httpd, look(httpd), APACHE_24, 503);
        }
    }

    @Test
    void the_vendors_rewrite_text_leaks() throws IOException {
        try (SiteHttpd httpd = site(EVENT, true)) {
            Door plain = new Door(false, httpd.port("PLAIN"), "lab");
            Door secure = new Door(true, httpd.port("TLS"), "secure.test");
            httpd.append("vendor/rewrite.conf");
            httpd.graceful();

            Answer own = await(() -> SiteClient.get(REFUSED, plain, "/"), answer -> answer.status() == 500);
            assertThat(own.body()).as("the page is called upgrading.html").contains("Internal Server Error");
            assertThat(SiteClient.get(REFUSED, secure, "/app/x").body())
                    .as("https")
                    .isEqualTo(SiteApplication.BODY);
            assertThat(SiteClient.get("127.0.0.121", plain, "/").body())
                    .as("a neighbour of 127.0.0.1")
                    .contains("site");
        }
    }

    @Test
    void the_vendors_access_text_shuts_operators_out_or_does_not_start() throws IOException {
        try (SiteHttpd httpd = site(WORKER_WITH_ACCESS_COMPAT, true)) {
            Door plain = new Door(false, httpd.port("PLAIN"), "lab");
            httpd.append("vendor/location.conf");
            httpd.graceful();

            await(() -> SiteClient.get(SiteHttpd.ALLOWED, plain, "/"), answer -> answer.status() == 403);
        }
        try (SiteHttpd httpd = site(EVENT, true)) {
            httpd.append("vendor/location.conf");

            assertThat(httpd.run("-t")).contains("Invalid command 'Order'");
        }
    }

    @Test
    void what_is_understood_is_what_httpd_understands() throws IOException {
        Map<String, Boolean> texts = new LinkedHashMap<>();
        for (String text : List.of(
                "Alias /a /b",
                "# c \\\nAlias\nAlias /a /b",
                "Alias /a \\\n /b \\\n",
                "<Location /x>\n</location> # end",
                "<Location />Nonsense\n</Location>",
                "<Location \"/x > y\">\n</Location>",
                "<IfModule absent>\nNonsense\n<Nonsense x>\n</nonsense>\n</IfModule>")) {
            texts.put(text, true);
        }
        for (String text : List.of(
                "<Location /x>\n</Location >",
                "<Location /x>\n</LocationMatch>",
                "<Location /x>",
                "</Location>",
                "< Location /x>\n</Location>",
                "<Location /x\n</Location>",
                "<IfModule alias_module>\n<Location /x>\n</IfModule>\n</Location>",
                "Include conf/httpd.conf")) {
            texts.put(text, false);
        }
        try (SiteHttpd httpd = new SiteHttpd(directory.resolve("syntax"), EVENT, true, application.address())) {
            for (Map.Entry<String, Boolean> text : texts.entrySet()) {
                httpd.write("conf/common.inc", text.getKey().getBytes(StandardCharsets.US_ASCII));

                assertThat(httpd.run("-t").contains("Syntax OK"))
                        .as("httpd: " + text.getKey())
                        .isEqualTo(text.getValue());
                assertThat(catchThrowable(httpd::config) == null)
                        .as(text.getKey())
                        .isEqualTo(text.getValue());
            }
        }
    }

    private SiteHttpd site(Flavour flavour, boolean rewrite) throws IOException {
        SiteHttpd httpd =
                new SiteHttpd(directory.resolve(flavour + "-" + rewrite), flavour, rewrite, application.address());
        httpd.write(
                "htdocs" + PAGE,
                ("<meta name=\"cnx-run\" content=\"" + RUN + "\">\n").getBytes(StandardCharsets.US_ASCII));
        httpd.start();
        return httpd;
    }

    private static void raiseAndLower(
            SiteHttpd httpd, Map<String, Answer> before, ServerFacts.Dialect dialect, int status) throws IOException {
        NoticeRequest request = new NoticeRequest(
                RUN,
                status,
                List.of(AddressRange.parse(SiteHttpd.ALLOWED)),
                PAGE,
                Duration.ofMinutes(30),
                SiteHttpd.moduleFiles());
        httpd.apply(NoticeEdit.raise(httpd.config(), httpd.facts(dialect), request));
        httpd.graceful();

        Map<String, Answer> expected = new TreeMap<>(before);
        Answer shown = new Answer(200, "", "", "<meta name=\"cnx-run\" content=\"" + RUN + "\"> ");
        Answer shut = new Answer(status, "", status == 503 ? "1800" : "", shown.body());
        expected.replaceAll((question, answer) ->
                question.endsWith(PAGE) ? shown : question.startsWith(SiteHttpd.ALLOWED + " ") ? answer : shut);
        awaitTable(httpd, expected);
        assertThat(NoticeEdit.raise(httpd.config(), httpd.facts(dialect), request))
                .as("raised twice")
                .isEmpty();

        httpd.apply(NoticeEdit.lower(httpd.config(), RUN, false));
        for (Map.Entry<String, byte[]> file : httpd.original().entrySet()) {
            assertThat(Files.readAllBytes(Path.of(file.getKey())))
                    .as(file.getKey())
                    .isEqualTo(file.getValue());
        }
        httpd.graceful();
        awaitTable(httpd, before);
    }

    /** The first question is asked until it has its answer; then all of them, again while the old children go. */
    private static void awaitTable(SiteHttpd httpd, Map<String, Answer> expected) {
        Door door = httpd.doors().get(0);
        Answer first = expected.get(REFUSED + " " + door.name() + "/");
        await(() -> SiteClient.get(REFUSED, door, "/"), answer -> answer.equals(first));
        await(() -> differences(expected, look(httpd)), Map::isEmpty);
    }

    /** What stands in one map and not in the other, observed and expected. */
    private static Map<String, String> differences(Map<String, Answer> expected, Map<String, Answer> observed) {
        Map<String, String> differences = new TreeMap<>();
        expected.forEach((question, answer) -> {
            if (!answer.equals(observed.get(question))) {
                differences.put(question, observed.get(question) + " instead of " + answer);
            }
        });
        return differences;
    }

    private static Map<String, Answer> look(SiteHttpd httpd) {
        Map<String, Answer> answers = new ConcurrentSkipListMap<>();
        CompletableFuture.allOf(httpd.doors().stream()
                        .map(door -> CompletableFuture.runAsync(() -> look(door, answers), ASKERS))
                        .toArray(CompletableFuture[]::new))
                .join();
        return answers;
    }

    private static void look(Door door, Map<String, Answer> answers) {
        for (String path : PATHS) {
            List<String> sources = path.equals("/") || path.equals(PAGE)
                    ? List.of(REFUSED, SiteHttpd.ALLOWED, NEIGHBOUR)
                    : List.of(REFUSED, SiteHttpd.ALLOWED);
            for (String source : sources) {
                answers.put(source + " " + door.name() + path, SiteClient.get(source, door, path));
            }
        }
    }

    /** A graceful restart shows after a while; the last answer is told when it does not. */
    private static <T> T await(Supplier<T> question, Predicate<T> wanted) {
        AtomicReference<T> last = new AtomicReference<>();
        LabWait.until(
                "the effect of a graceful restart",
                Duration.ofSeconds(15),
                () -> {
                    last.set(question.get());
                    return wanted.test(last.get());
                },
                () -> String.valueOf(last.get()));
        return last.get();
    }
}
