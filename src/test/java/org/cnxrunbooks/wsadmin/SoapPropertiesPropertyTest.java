package org.cnxrunbooks.wsadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Properties;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.cnxrunbooks.cell.Secret;

class SoapPropertiesPropertyTest {

    @Property
    void user_and_password_are_read_back_as_they_are(@ForAll String user, @ForAll String password) throws IOException {
        Assume.that(!password.startsWith("{"));

        Properties read = read(user, password);

        assertThat(read).hasSize(7);
        assertThat(read.getProperty("com.ibm.SOAP.loginUserid")).isEqualTo(user);
        assertThat(read.getProperty("com.ibm.SOAP.loginPassword")).isEqualTo(password);
        assertThat(read.getProperty("com.ibm.SOAP.requestTimeout")).isEqualTo("90");
    }

    @Example
    void a_password_that_looks_encoded_is_encoded() throws IOException {
        String stored = read("wasadmin", "{xor}x").getProperty("com.ibm.SOAP.loginPassword");

        byte[] bytes = Base64.getDecoder().decode(stored.substring("{xor}".length()));
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= 0x5f;
        }
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("{xor}x");
    }

    private static Properties read(String user, String password) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(SoapProperties.of(user, Secret.of(password), Duration.ofSeconds(90))
                .reveal()));
        return properties;
    }
}
