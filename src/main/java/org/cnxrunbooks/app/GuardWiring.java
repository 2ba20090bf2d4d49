package org.cnxrunbooks.app;

import org.cnxrunbooks.audit.BadRequest;
import org.cnxrunbooks.guard.BadInput;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells the guard how a refusal reaches a client; HTTP belongs to {@code audit}. */
@Configuration(proxyBeanMethods = false)
class GuardWiring {

    @Bean
    BadInput badInput() {
        return BadRequest::of;
    }
}
