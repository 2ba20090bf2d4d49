package org.cnxrunbooks.app;

import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Where people come by TLS, browsers are told to send cookies by TLS only and to come by TLS only. TLS ends here when
 * {@code server.ssl} has a certificate, or at a proxy when {@code server.forward-headers-strategy} trusts one. Whoever
 * sets one of these keys keeps what they set.
 */
final class TlsDefaults implements EnvironmentPostProcessor {

    private static final Map<String, Object> STRICT = Map.of(
            "server.servlet.session.cookie.secure", true,
            "camunda.bpm.webapp.session-cookie.enable-secure-cookie", true,
            "camunda.bpm.webapp.csrf.enable-secure-cookie", true,
            "camunda.bpm.webapp.header-security.hsts-disabled", false);

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        boolean here = Stream.of("certificate", "key-store", "bundle")
                        .anyMatch(key -> environment.containsProperty("server.ssl." + key))
                && environment.getProperty("server.ssl.enabled", Boolean.class, true);
        String proxy = environment.getProperty("server.forward-headers-strategy", "none");
        if (here || !proxy.equalsIgnoreCase("none")) {
            environment.getPropertySources().addLast(new MapPropertySource("tls", STRICT));
        }
    }
}
