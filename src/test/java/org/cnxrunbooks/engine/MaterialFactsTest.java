package org.cnxrunbooks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaterialFactsTest {

    @Test
    void the_same_facts_are_no_change() {
        assertThat(facts("item a", "/a", "host b", "b:22").changes(facts("host b", "b:22", "item a", "/a")))
                .isEmpty();
    }

    @Test
    void what_came_what_went_and_what_is_another_is_told_by_its_name() {
        assertThat(facts("item a", "/a", "host b", "key 1").changes(facts("host b", "key 2", "item c", "/c")))
                .containsExactly(
                        "host b: key 2 (approved: key 1)",
                        "item a: approved, is not there any more",
                        "item c: new, was not approved");
    }

    @Test
    void a_list_too_long_for_a_variable_says_how_much_it_leaves_out() {
        assertThat(MaterialFacts.listed(List.of("one", "two"))).isEqualTo("- one\n- two");
        List<String> many = Collections.nCopies(300, "item was1/profile: /opt/x (approved: /opt/y)");
        assertThat(MaterialFacts.listed(many))
                .hasSizeLessThan(4_000)
                .startsWith("- item was1/profile")
                .containsPattern("and 2\\d\\d more, which stand in the evidence$");
    }

    private static MaterialFacts facts(String name, String fact, String other, String otherFact) {
        return MaterialFacts.of(Map.of(name, fact, other, otherFact));
    }
}
