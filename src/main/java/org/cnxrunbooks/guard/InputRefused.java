package org.cnxrunbooks.guard;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Somebody's input breaks the rules of its form. The message is for the record and holds nothing of what was sent. */
final class InputRefused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private static final int KEPT = 20;

    private final String told;

    InputRefused(String form, List<InputViolation> violations) {
        super(message(
                form,
                violations.size(),
                Stream.concat(
                        violations.stream().limit(KEPT).map(InputViolation::kept),
                        violations.size() > KEPT
                                ? Stream.of("and " + (violations.size() - KEPT) + " more")
                                : Stream.empty())));
        this.told = message(form, violations.size(), violations.stream().map(InputViolation::told))
                + ". HINT: send what the form asks for and nothing else.";
    }

    /** For the sender, with what was seen. */
    String told() {
        return told;
    }

    private static String message(String form, int count, Stream<String> violations) {
        return "Input refused: " + form + " (observed " + count + (count == 1 ? " violation" : " violations")
                + ", expected none): " + violations.collect(Collectors.joining("; "));
    }
}
