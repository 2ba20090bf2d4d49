package org.cnxrunbooks.wsadmin;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cnxrunbooks.cell.Secret;

/**
 * Takes a password out of what a tool says that was given it: as it is, as a properties file holds it, and as WebSphere
 * encodes it.
 */
record PasswordMask(Secret password) {

    /** Passes on its standard input without {@link #lead()}. */
    static final String SKIP_LEAD = "sed '1,/^$/d'";

    /**
     * Goes before an input that holds the password within a line: whoever masks what was sent takes out whole lines, and
     * finds the bare password here. Ends with an empty line.
     */
    String lead() {
        return forms().stream().map(form -> form + "\n").collect(Collectors.joining()) + "\n";
    }

    String apply(String text) {
        String masked = text;
        for (String form : forms()) {
            masked = masked.replace(form, "[secret]");
        }
        return masked;
    }

    private List<String> forms() {
        String bare = password.reveal();
        return Stream.of(bare.lines(), Stream.of(PropertyText.escaped(bare), SoapProperties.xor(bare)))
                .flatMap(form -> form)
                .filter(form -> !form.isBlank())
                .distinct()
                .toList();
    }
}
