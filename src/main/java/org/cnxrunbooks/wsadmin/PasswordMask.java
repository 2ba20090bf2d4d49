package org.cnxrunbooks.wsadmin;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cnxrunbooks.cell.DeploymentManager;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.cell.SecretUnreadable;

/**
 * Takes a password out of what a tool says that was given it: as it is, as a properties file holds it, and as WebSphere
 * encodes it.
 */
record PasswordMask(Secret password) {

    /**
     * The password as it is now. One piece of work uses it to the end: what it sent is what it must mask, even if somebody
     * gives the user another password meanwhile.
     */
    static PasswordMask of(DeploymentManager deploymentManager) {
        try {
            return new PasswordMask(deploymentManager.password().now());
        } catch (SecretUnreadable e) {
            throw new WsadminFailure(
                    WsadminFailure.Reason.LOGIN_REFUSED,
                    deploymentManager.host(),
                    "no log-in of " + deploymentManager.user() + " at " + deploymentManager.host() + ": "
                            + e.getMessage(),
                    -1,
                    "");
        }
    }

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
