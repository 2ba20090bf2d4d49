package org.cnxrunbooks.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Optional;

/** What a form is filled in with besides the input itself. */
interface FormSituation {

    /** The value a process variable has now; a missing node when there is none. */
    JsonNode variable(String name);

    /** The choices behind {@code optionsFrom}. */
    Optional<Collection<String>> options(String source);

    /** What a FEEL expression over input and variables says; empty when it cannot be told. */
    Optional<Object> evaluate(String expression);
}
