package org.cnxrunbooks.announce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientsTest {

    private static final Audience AUDIENCE = new Audience(
            "connections@example.org",
            List.of(),
            Map.of("all-users", List.of("anna@example.org", "bert@example.org"), "board", List.of("eva@example.org")),
            ZoneOffset.UTC);

    @Test
    void addresses_and_lists_may_be_separated_by_anything_usual() {
        Recipients recipients =
                Recipients.parse(" carl@example.org; board,\nall-users\r\n\tdora@sub.example.org ", AUDIENCE);
        assertThat(recipients.addresses())
                .containsExactly(
                        "carl@example.org",
                        "eva@example.org",
                        "anna@example.org",
                        "bert@example.org",
                        "dora@sub.example.org");
        assertThat(recipients.refusal()).isEmpty();
    }

    @Test
    void nobody_gets_it_twice() {
        assertThat(Recipients.parse("Anna@Example.org all-users anna@example.org", AUDIENCE)
                        .addresses())
                .containsExactly("Anna@Example.org", "bert@example.org");
    }

    @Test
    void every_wrong_word_is_named_at_once() {
        Recipients recipients = Recipients.parse("anna@example.org all-user bert@ <eva@example.org>", AUDIENCE);
        assertThat(recipients.refused()).containsExactly("all-user", "bert@", "<eva@example.org>");
        assertThat(recipients.refusal().orElseThrow())
                .isEqualTo(
                        "recipients refused: 3 of the words (observed 'all-user', 'bert@', '<eva@example.org>', expected"
                                + " addresses like name@example.org, or one of the lists all-users, board)\nHINT: Correct or"
                                + " remove them; lists are configured below runbooks.announce.recipients.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " ,;\n"})
    void nobody_at_all_is_a_refusal(String typed) {
        assertThat(Recipients.parse(typed, AUDIENCE).refusal().orElseThrow()).startsWith("recipients refused: nobody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "first.last+tag@mail.example.org", "o'neil@example.org", "a@1.example"})
    void an_address(String word) {
        assertThat(Recipients.isAddress(word)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a@",
                "@b",
                "a@b@c",
                "a b@c",
                "a..b@c",
                ".a@b",
                "a.@b",
                "a@.b",
                "a@b.",
                "a@b..c",
                "a@[127.0.0.1]",
                "\"a b\"@c",
                "<a@b>",
                "A <a@b>",
                "a@b,c@d",
                "a@b\r\nBcc: c@d",
                "ä@b.org",
                "a@ä.org",
                "a@b_c",
                "a:b@c;",
                "(x)a@b",
                "a@b(x)",
                "group:a@b;"
            })
    void no_address(String word) {
        assertThat(Recipients.isAddress(word)).isFalse();
    }
}
