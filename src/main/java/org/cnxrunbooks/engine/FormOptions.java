package org.cnxrunbooks.engine;

import java.util.List;

/**
 * Live choices of a select in a start form. A field with {@code "properties": {"optionsFrom": "<name>"}} gets them each
 * time the form is shown.
 */
public interface FormOptions {

    /** What forms write in {@code optionsFrom}, e.g. {@code cells}. */
    String name();

    /** The choices of this moment in the order of the list. */
    List<Option> options();

    /** Those of them that the person whose request this is may choose to start that process with. */
    default List<Option> options(String process) {
        return options();
    }

    /** One choice: what is stored and what people read. */
    record Option(String value, String label) {}
}
