package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cnxrunbooks.webserver.CloneCookie.Placement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloneCookieTest {

    private static final String SESSION = "0000hGq-4_3eRkL0mNs-aQ1zXw2";

    private final PluginCluster apps = PluginFixtures.generated().clusters().get(0);
    private final PluginCluster plus = PluginFixtures.roles().clusters().get(0);

    @Test
    void clone_ids_stand_behind_the_session() {
        assertThat(CloneCookie.of(SESSION + ":v544d0o0:v544d031"))
                .contains(new CloneCookie(SESSION, ':', List.of("v544d0o0", "v544d031")));
        assertThat(CloneCookie.of(SESSION + "+apps_srv1"))
                .contains(new CloneCookie(SESSION, '+', List.of("apps_srv1")));
        assertThat(CloneCookie.of(SESSION + ":farm-1.a")).contains(new CloneCookie(SESSION, ':', List.of("farm-1.a")));
        assertThat(CloneCookie.of(SESSION)).contains(new CloneCookie(SESSION, ':', List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":v544d0o0", "0000abc:", "0000abc::v544d0o0", "0000abc:a+b", "0000 abc:x", "\"\"", "a=b"})
    void what_is_no_session_cookie_says_nothing(String value) {
        assertThat(CloneCookie.of(value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        ":a0d0o1apps, MEMBER, cnxNode01_apps_srv1",
        ":a0d0o2apps, MEMBER, cnxNode02_apps_srv2",
        ":A0D0O1APPS, NO_SERVER,",
        ":15ldg3qq4, NO_SERVER,",
        ":-1, NO_MEMBER,",
        ":a0d0o1apps:a0d0o2apps, NOT_NEW,",
        "+a0d0o1apps, OTHER_SEPARATOR,",
        "'', NO_CLONE_ID,",
    })
    void a_new_session_names_its_server(String cloneIds, Placement placement, String server) {
        CloneCookie.Given given =
                CloneCookie.of(SESSION + cloneIds).orElseThrow().given(apps);

        assertThat(given.placement()).isEqualTo(placement);
        assertThat(given.server() == null ? null : given.server().name()).isEqualTo(server);
    }

    @Test
    void a_cluster_with_another_separator_is_read_with_it() {
        assertThat(CloneCookie.of(SESSION + "+apps_srv2")
                        .orElseThrow()
                        .given(plus)
                        .placement())
                .isEqualTo(Placement.MEMBER);
        assertThat(CloneCookie.of(SESSION + ":apps_srv2")
                        .orElseThrow()
                        .given(plus)
                        .placement())
                .isEqualTo(Placement.OTHER_SEPARATOR);
    }

    @Test
    void the_cookie_is_found_among_the_headers_of_an_answer() {
        assertThat(CloneCookie.set(
                        List.of(
                                "LtpaToken2=x:y; Path=/",
                                "JSESSIONID=0000old:1b7o43dnp; path=/",
                                "JSESSIONID=0000abc:1b7o43dnq; path=/; domain=.example.com; HttpOnly",
                                "JSESSIONID=\"\"; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
                                "OTHERJSESSIONID=0000no:x"),
                        "JSESSIONID"))
                .contains(new CloneCookie("0000abc", ':', List.of("1b7o43dnq")));
        assertThat(CloneCookie.set(List.of("AMWEBJCT!%2Fcnx!JSESSIONID=0000abc:1b7o43dnq"), "JSESSIONID"))
                .isPresent();
        assertThat(CloneCookie.set(List.of("JSESSIONID=0000abc:1b7o43dnq"), "CNXSESSION"))
                .isEmpty();
        assertThat(CloneCookie.set(List.of(), "JSESSIONID")).isEmpty();
    }
}
