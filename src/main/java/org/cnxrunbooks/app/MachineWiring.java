package org.cnxrunbooks.app;

import java.time.Clock;
import org.camunda.bpm.engine.ProcessEngine;
import org.cnxrunbooks.cell.Cells;
import org.cnxrunbooks.engine.FormOptions;
import org.cnxrunbooks.guard.Asker;
import org.cnxrunbooks.guard.StartRights;
import org.cnxrunbooks.host.Hosts;
import org.cnxrunbooks.host.ssh.SshHosts;
import org.cnxrunbooks.vault.Vault;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the runbooks work with outside of the engine: machines and the vault. */
@Configuration(proxyBeanMethods = false)
class MachineWiring {

    @Bean(destroyMethod = "close")
    Hosts hosts(Clock clock) {
        return new SshHosts(clock);
    }

    @Bean
    Vault vault(Installation installation, Clock clock) {
        return new Vault(installation.vault(), installation.encryption(), clock);
    }

    @Bean
    FormOptions cellOptions(Cells cells, StartRights rights, ObjectProvider<ProcessEngine> engine) {
        return new CellOptions(cells, rights, new Asker(engine));
    }
}
