package org.cnxrunbooks.app;

import org.cnxrunbooks.audit.BadRequest;
import org.cnxrunbooks.guard.BadInput;
import org.cnxrunbooks.guard.StartRights;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells the guard who starts what, and how a refusal reaches a client; HTTP belongs to {@code audit}. */
@Configuration(proxyBeanMethods = false)
class GuardWiring {

    @Bean
    StartRights startRights(Installation installation) {
        return installation.starts();
    }

    @Bean
    BadInput badInput() {
        return BadRequest::of;
    }
}
