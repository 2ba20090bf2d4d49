package org.cnxrunbooks.wsadmin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.cnxrunbooks.cell.Secret;

/**
 * The text of a {@code soap.client.props} that logs one user in without a prompt. The keys are those of the file that
 * WebSphere itself puts into a profile.
 */
final class SoapProperties {

    private SoapProperties() {}

    /** @param requestTimeout for the answer to one call */
    static Secret of(String user, Secret password, Duration requestTimeout) {
        return Secret.of("com.ibm.SOAP.securityEnabled=true\n"
                + "com.ibm.SOAP.authenticationTarget=BasicAuth\n"
                + "com.ibm.SOAP.loginUserid=" + PropertyText.escaped(user) + "\n"
                + "com.ibm.SOAP.loginPassword=" + PropertyText.escaped(encoded(password.reveal())) + "\n"
                + "com.ibm.SOAP.loginSource=none\n"
                + "com.ibm.SOAP.requestTimeout=" + Math.max(1, requestTimeout.toSeconds()) + "\n"
                + "com.ibm.ssl.alias=DefaultSSLSettings\n");
    }

    /** WebSphere takes a password that begins with a brace for an encoded one, so such a one is encoded its way. */
    private static String encoded(String password) {
        return password.startsWith("{") ? "{xor}" + xor(password) : password;
    }

    /** What WebSphere writes behind {@code {xor}}. */
    static String xor(String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= '_';
        }
        return Base64.getEncoder().encodeToString(bytes);
    }
}
