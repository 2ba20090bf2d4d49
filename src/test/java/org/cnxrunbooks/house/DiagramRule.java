package org.cnxrunbooks.house;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A rule about models.
 *
 * @param name what it says, as a sentence
 * @param check the violations of a model
 * @param bend breaks the rule in the good model
 */
record DiagramRule(String name, Check check, UnaryOperator<String> bend) {

    interface Check {
        List<String> violations(Diagram diagram);
    }

    static DiagramRule of(String name, Check check, String good, String bad) {
        return new DiagramRule(name, check, replacing(good, bad));
    }

    /** Replaces every occurrence, and fails where there is none: a bend that bends nothing proves nothing. */
    static UnaryOperator<String> replacing(String good, String bad) {
        return text -> {
            if (!text.contains(good)) {
                throw new IllegalArgumentException("the good model has no " + good);
            }
            return text.replace(good, bad);
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
