package org.cnxrunbooks.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.cnxrunbooks.announce.AnnounceFailure.Kind;
import org.cnxrunbooks.cell.BannerAccess;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.cell.SecretUnreadable;
import org.cnxrunbooks.lab.LabBanner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a stand-in of ic360 that keeps state. */
class RestBannersTest {

    private static final String TEXT = "Connections is not available <Saturday> & \"Sunday\", it's planned: Grüße";

    private final RestBanners banners = new RestBanners();
    private LabBanner connections;

    @BeforeEach
    void start_the_stand_in() {
        connections = LabBanner.start();
    }

    @AfterEach
    void stop_it() {
        connections.close();
    }

    @Test
    void a_shown_banner_is_open_and_its_text_is_no_markup() {
        banners.show(connections.access(), TEXT);
        assertThat(connections.open()).isTrue();
        assertThat(connections.message())
                .isEqualTo(
                        "Connections is not available &lt;Saturday&gt; &amp; &quot;Sunday&quot;, it&#39;s planned: Grüße");
        assertThat(connections.counts())
                .containsEntry("PUT config.json", 1)
                .containsEntry("PUT enable", 1)
                .containsEntry("GET config.json", 1);
    }

    @Test
    void showing_and_clearing_twice_is_harmless() {
        banners.show(connections.access(), TEXT);
        banners.show(connections.access(), TEXT);
        assertThat(connections.open()).isTrue();
        banners.clear(connections.access(), TEXT);
        banners.clear(connections.access(), TEXT);
        assertThat(connections.open()).isFalse();
        assertThat(connections.counts()).containsEntry("PUT disable", 1);
    }

    @Test
    void a_banner_of_somebody_else_stays() {
        connections.put(true, "Company ", "<b>news</b>");
        banners.clear(connections.access(), TEXT);
        assertThat(connections.open()).isTrue();
        assertThat(connections.message()).isEqualTo("Company <b>news</b>");
        assertThat(connections.counts()).doesNotContainKey("PUT disable");
    }

    @Test
    void our_text_in_parts_or_with_a_slash_behind_the_address_is_ours_all_the_same() {
        connections.put(true, "one &amp; ", "two");
        BannerAccess access = connections.access();
        banners.clear(new BannerAccess(access.url() + "/", access.user(), access.password()), "one & two");
        assertThat(connections.open()).isFalse();
    }

    @Test
    void what_is_accepted_but_does_not_happen_is_not_believed() {
        connections.goDeaf();
        AnnounceFailure shown =
                catchThrowableOfType(AnnounceFailure.class, () -> banners.show(connections.access(), TEXT));
        assertThat(shown.kind()).isEqualTo(Kind.UNPROVEN);
        assertThat(shown).hasMessageContaining("(observed no open banner, expected an open banner with our text)");
        connections.put(true, HtmlText.escape(TEXT));
        AnnounceFailure cleared =
                catchThrowableOfType(AnnounceFailure.class, () -> banners.clear(connections.access(), TEXT));
        assertThat(cleared.kind()).isEqualTo(Kind.UNPROVEN);
    }

    @Test
    void a_wrong_password_is_told_and_not_shown() {
        BannerAccess access = connections.access();
        BannerAccess wrong = new BannerAccess(access.url(), access.user(), Secret.of("hunter2"));
        AnnounceFailure failure = catchThrowableOfType(AnnounceFailure.class, () -> banners.show(wrong, TEXT));
        assertThat(failure.kind()).isEqualTo(Kind.LOGIN_REFUSED);
        assertThat(failure)
                .hasMessageContaining("observed status 401, expected 2xx")
                .hasMessageContaining("HINT: Check banner.user and banner.password.")
                .hasMessageNotContaining("hunter2");
        assertThat(connections.open()).isFalse();
        assertThat(connections.counts()).containsOnlyKeys("PUT config.json").containsEntry("PUT config.json", 1);
    }

    @Test
    void a_password_that_cannot_be_read_is_told_and_nothing_is_sent() {
        BannerAccess access = connections.access();
        BannerAccess unreadable = new BannerAccess(access.url(), access.user(), Secret.readFrom(() -> {
            throw new SecretUnreadable("secret not read: there (observed nothing, expected it)", null);
        }));
        AnnounceFailure failure = catchThrowableOfType(AnnounceFailure.class, () -> banners.show(unreadable, TEXT));
        assertThat(failure.kind()).isEqualTo(Kind.NOT_CONFIGURED);
        assertThat(failure)
                .hasMessageStartingWith("banner not asked: " + access.url())
                .hasMessageEndingWith(": secret not read: there (observed nothing, expected it)");
        assertThat(connections.counts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "302, REFUSED, leads elsewhere",
        "403, REFUSED, ICXT administrative role",
        "404, REFUSED, not installed",
        "500, REFUSED, log of the server",
        "503, UNREACHABLE, log of the server"
    })
    void a_refusal_says_what_can_be_done(int status, Kind kind, String hint) {
        connections.answerAlways(status);
        AnnounceFailure failure =
                catchThrowableOfType(AnnounceFailure.class, () -> banners.clear(connections.access(), TEXT));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining("observed status " + status).hasMessageContaining(hint);
    }

    @Test
    void an_answer_that_is_no_banner_is_not_understood() {
        connections.answerAlways(200);
        AnnounceFailure failure =
                catchThrowableOfType(AnnounceFailure.class, () -> banners.clear(connections.access(), TEXT));
        assertThat(failure).hasMessageStartingWith("banner not understood: GET http://127.0.0.1:");
    }

    @Test
    void a_stopped_server_is_told() {
        BannerAccess access = connections.access();
        connections.close();
        AnnounceFailure failure = catchThrowableOfType(AnnounceFailure.class, () -> banners.show(access, TEXT));
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure).hasMessageContaining("banner not reachable: PUT " + access.url());
    }

    @Test
    void a_server_that_says_nothing_is_given_up() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            BannerAccess access =
                    new BannerAccess("http://127.0.0.1:" + silent.getLocalPort(), "icxtadmin", Secret.of("x"));
            AnnounceFailure failure = catchThrowableOfType(
                    AnnounceFailure.class, () -> new RestBanners(Duration.ofMillis(300)).clear(access, TEXT));
            assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        }
    }
}
