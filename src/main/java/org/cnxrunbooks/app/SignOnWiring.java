package org.cnxrunbooks.app;

import org.cnxrunbooks.guard.SignOn;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands the configured provider of single sign-on to the guard. */
@Configuration(proxyBeanMethods = false)
class SignOnWiring {

    @Bean
    @ConditionalOnProperty("runbooks.oidc.issuer")
    SignOn signOn(Installation installation) {
        return installation.signOn().orElseThrow();
    }
}
