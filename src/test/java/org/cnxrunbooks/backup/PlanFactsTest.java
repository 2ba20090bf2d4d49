package org.cnxrunbooks.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlanFactsTest {

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

    private static PlanFacts facts(String name, String fact, String other, String otherFact) {
        return new PlanFacts(new TreeMap<>(Map.of(name, fact, other, otherFact)));
    }
}
