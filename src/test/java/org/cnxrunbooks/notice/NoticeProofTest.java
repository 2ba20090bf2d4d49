package org.cnxrunbooks.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.cnxrunbooks.engine.StepFailure;
import org.cnxrunbooks.host.Progress;
import org.cnxrunbooks.webserver.Endpoint;
import org.cnxrunbooks.webserver.ProbeAnswer;
import org.cnxrunbooks.webserver.ProbeTarget;
import org.cnxrunbooks.webserver.Vantage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way in which a notice may leak or stay, seen by somebody who is let in and somebody who is not. */
class NoticeProofTest {

    private static final Endpoint DOOR = new Endpoint("https", "10.0.0.5", 443, "connections.example.org");
    private static final String IN = "10.0.0.12";
    private static final String OUT = "10.0.0.121";

    @Test
    void a_notice_that_shuts_out_whom_it_must_is_proven() {
        List<ProofRow> rows =
                proof(500, ShutOut.REDIRECT, NoticeProofTest::raised).raised();
        assertThat(rows).hasSize(8).allMatch(ProofRow::right);
        assertThatCode(() -> NoticeProof.require("Notice not proven", rows)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.121, /files/, 200, false", // a virtual host that was left open, or a neighbour let in
        "10.0.0.121, /files/, 500, false", // the server's own error page
        "10.0.0.121, /files/, 302, false", // a redirect of the site's own
        "10.0.0.121, /files/, 403, true", // another code
        "10.0.0.121, /upgrading.html, 404, false", // no page
        "10.0.0.12, /files/, 500, true", // whoever is to stay in is shut out
        "10.0.0.12, /files/, 500, false", // the application does not answer any more
        "10.0.0.12, /, 200, true" // the notice under the code of success
    })
    void a_leak_is_told(String source, String path, int status, boolean notice) {
        NoticeProof proof = proof(
                500,
                ShutOut.REDIRECT,
                answer ->
                        answer.source().equals(source) && answer.target().path().equals(path)
                                ? answer(answer.target(), status, notice, "", source, "")
                                : raised(answer));
        assertThatThrownBy(() -> NoticeProof.require("Notice not proven", proof.raised()))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("1 of 8 looks")
                .hasMessageContaining(path)
                .hasMessageContaining("observed " + status);
    }

    @Test
    void a_503_without_a_time_to_come_back_is_told() {
        List<ProofRow> rows = proof(
                        503,
                        ShutOut.REDIRECT,
                        answer -> answer.source().equals(OUT)
                                        && !answer.target().path().equals(NoticePlan.PAGE)
                                ? answer(answer.target(), 503, true, "", OUT, "")
                                : raised(answer))
                .raised();
        assertThat(rows).filteredOn(row -> !row.right()).hasSize(3);
    }

    @Test
    void a_stopped_web_server_refuses_everybody() {
        assertThat(proof(500, ShutOut.STOP, answer -> refused(answer.target())).raised())
                .allMatch(ProofRow::right);
        assertThat(proof(500, ShutOut.STOP, NoticeProofTest::served).raised()).noneMatch(ProofRow::right);
    }

    @Test
    void a_notice_that_stays_is_told_and_service_is_proven() {
        assertThat(proof(500, ShutOut.REDIRECT, NoticeProofTest::served).lowered())
                .allMatch(ProofRow::right);
        assertThat(proof(500, ShutOut.REDIRECT, NoticeProofTest::raised).lowered())
                .filteredOn(row -> !row.right())
                .hasSize(5);
    }

    @Test
    void what_is_wrong_at_first_may_come_right() {
        int[] looks = new int[1];
        NoticeProof proof = proof(500, ShutOut.REDIRECT, answer -> looks[0]++ == 0 ? served(answer) : raised(answer));
        assertThat(proof.raised()).allMatch(ProofRow::right);
    }

    /** Both look at the start page, Files, a path that nobody serves, and the page. */
    private static NoticeProof proof(int status, ShutOut way, UnaryOperator<ProbeAnswer> world) {
        List<String> paths = List.of("/", "/files/", "/nothing");
        List<NoticePlan.Seen> baseline = NoticeProof.targets(List.of(DOOR), paths).stream()
                .flatMap(target -> List.of(seen("inside", target, IN), seen("outside", target, OUT)).stream())
                .toList();
        Instant start = Instant.parse("2026-03-14T20:00:00Z");
        NoticePlan plan = new NoticePlan(
                "run",
                "lab",
                "ops",
                "a test",
                new NoticeWindow(start, start.plusSeconds(3600), ZoneOffset.UTC),
                way,
                status,
                List.of(),
                List.of(),
                false,
                Map.of(),
                List.of(new NoticePlan.Allowed(IN, "host was1")),
                List.of(new NoticePlan.Server(
                        "webserver1",
                        "web1",
                        "",
                        "",
                        "",
                        "",
                        List.of(DOOR),
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of())),
                paths,
                baseline,
                List.of());
        return new NoticeProof(
                plan, List.of(vantage("inside", IN, world), vantage("outside", OUT, world)), Progress.NONE);
    }

    private static NoticePlan.Seen seen(String from, ProbeTarget target, String source) {
        return new NoticePlan.Seen(
                from, "webserver1", NoticeProof.door(DOOR), target.path(), before(target.path()), source);
    }

    private static Vantage vantage(String name, String source, UnaryOperator<ProbeAnswer> world) {
        return new Vantage() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<ProbeAnswer> look(List<ProbeTarget> targets, String marker) {
                return targets.stream()
                        .map(target -> world.apply(answer(target, 0, false, "", source, "")))
                        .toList();
            }
        };
    }

    private static int before(String path) {
        return path.equals("/nothing") || path.equals(NoticePlan.PAGE) ? 404 : 200;
    }

    private static ProbeAnswer served(ProbeAnswer asked) {
        return answer(asked.target(), before(asked.target().path()), false, "", asked.source(), "");
    }

    private static ProbeAnswer raised(ProbeAnswer asked) {
        if (asked.target().path().equals(NoticePlan.PAGE)) {
            return answer(asked.target(), 200, true, "", asked.source(), "");
        }
        return asked.source().equals(IN) ? served(asked) : answer(asked.target(), 500, true, "", OUT, "");
    }

    private static ProbeAnswer refused(ProbeTarget target) {
        return answer(target, 0, false, "", "", ProbeAnswer.REFUSED);
    }

    private static ProbeAnswer answer(
            ProbeTarget target, int status, boolean notice, String retryAfter, String source, String problem) {
        return new ProbeAnswer(target, status, notice, "", retryAfter, source, problem);
    }
}
