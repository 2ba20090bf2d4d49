package org.cnxrunbooks.app;

import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.cnxrunbooks.guard.DirectoryPlugin;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands the configured directory of people to the engine. */
@Configuration(proxyBeanMethods = false)
class DirectoryWiring {

    @Bean
    ProcessEnginePlugin directoryPlugin(Installation installation) {
        return new DirectoryPlugin(installation.directory());
    }
}
