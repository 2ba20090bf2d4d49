package org.cnxrunbooks.house;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A rule about form files.
 *
 * @param name what it says, as a sentence
 * @param check the violations of a form
 * @param bend breaks the rule in the good form
 */
record FormRule(String name, Check check, UnaryOperator<String> bend) {

    interface Check {
        List<String> violations(FormFile form);
    }

    /**
     * A form.
     *
     * @param file name of the file without its ending
     * @param json what it says
     */
    record FormFile(String file, JsonNode json) {}

    static FormRule of(String name, Check check, String good, String bad) {
        return new FormRule(name, check, DiagramRule.replacing(good, bad));
    }

    @Override
    public String toString() {
        return name;
    }
}
