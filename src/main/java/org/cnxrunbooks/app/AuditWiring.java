package org.cnxrunbooks.app;

import org.cnxrunbooks.audit.EvidenceKey;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What auditors take away is signed with this installation's own key. */
@Configuration(proxyBeanMethods = false)
class AuditWiring {

    @Bean
    EvidenceKey evidenceKey(Installation installation) {
        return EvidenceKey.at(installation.evidenceKey());
    }
}
