package org.cnxrunbooks.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChainTest {

    private final List<Entry> chain = new ArrayList<>();

    ChainTest() {
        for (int number = 1; number <= 3; number++) {
            chain.add(Chain.link(chain.isEmpty() ? null : chain.get(chain.size() - 1), draft("act " + number)));
        }
    }

    @Test
    void an_untouched_chain_holds() {
        assertThat(Chain.verify(chain)).isEmpty();
        assertThat(Chain.verify(List.of())).isEmpty();
        assertThat(chain).extracting(Entry::sequence).containsExactly(1L, 2L, 3L);
        assertThat(chain.get(0).previousHash()).isEqualTo(Chain.ORIGIN);
    }

    @Test
    void an_altered_message_is_named() {
        Entry second = chain.get(1);
        chain.set(1, new Entry(2, draft("act 2, prettier"), second.previousHash(), second.hash()));
        assertThat(Chain.verify(chain)).hasValueSatisfying(broken -> {
            assertThat(broken.sequence()).isEqualTo(2);
            assertThat(broken.message()).contains("run-1").contains("entry 2").contains("observed " + second.hash());
        });
    }

    @Test
    void an_entry_rehashed_after_the_change_breaks_the_next_one() {
        chain.set(1, Chain.link(chain.get(0), draft("forged")));
        assertThat(Chain.verify(chain)).map(Chain.Break::sequence).contains(3L);
    }

    @Test
    void a_removed_entry_is_named() {
        chain.remove(1);
        assertThat(Chain.verify(chain)).map(Chain.Break::sequence).contains(3L);
    }

    @Test
    void the_form_is_pinned_so_that_chains_of_today_verify_tomorrow() {
        assertThat(chain.get(0).hash()).isEqualTo("3c3e61be6ed698623e7925cd20b8f820483dc10ccca7b42e9bc1861cee213f72");
    }

    @Test
    void text_cannot_move_from_one_field_to_the_next() {
        Draft left = new Draft("r", "ab", "c", null, NOW, NOW, 1, Outcome.DONE, "x", null, null, Map.of(), "");
        Draft right = new Draft("r", "a", "bc", null, NOW, NOW, 1, Outcome.DONE, "x", null, null, Map.of(), "");
        Draft absent = new Draft("r", "ab", null, "c", NOW, NOW, 1, Outcome.DONE, "x", null, null, Map.of(), "");
        assertThat(List.of(left, right, absent))
                .extracting(draft -> Chain.link(null, draft).hash())
                .doesNotHaveDuplicates();
    }

    @Test
    void what_no_store_can_keep_is_replaced_before_it_is_hashed() {
        assertThat(Chain.link(null, draft("nul\0 half\ud800")).draft().message())
                .isEqualTo("nul\uFFFD half?");
    }

    private static final Instant NOW = Instant.parse("2026-03-14T21:00:00.123456Z");

    private static Draft draft(String message) {
        return new Draft(
                "run-1",
                "serviceTask_planBackup",
                "001-7",
                "dmgr",
                NOW,
                NOW,
                1,
                Outcome.DONE,
                "system",
                "ls -l",
                0,
                Map.of("plan", "ab", "output", "cd"),
                message);
    }
}
