package org.cnxrunbooks.house;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * One wall of the house.
 *
 * @param name what it says, as a sentence
 * @param rule what checks it
 * @param twins sources of known-bad classes; the rule must refuse them
 */
record Wall(String name, ArchRule rule, List<String> twins) {

    static Wall of(String name, ArchRule rule, String... twins) {
        return new Wall(name, rule.allowEmptyShould(true), List.of(twins));
    }

    @Override
    public String toString() {
        return name;
    }
}
