package org.cnxrunbooks.app;

import java.time.Clock;
import java.util.List;
import org.cnxrunbooks.cell.Cells;
import org.cnxrunbooks.engine.FormOptions;
import org.cnxrunbooks.host.Hosts;
import org.cnxrunbooks.host.ssh.SshHosts;
import org.cnxrunbooks.vault.Vault;
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

    /** Every configured cell, in the start form's select. */
    @Bean
    FormOptions cellOptions(Cells cells) {
        return new FormOptions() {
            @Override
            public String name() {
                return "cells";
            }

            @Override
            public List<Option> options() {
                return cells.all().stream()
                        .map(cell -> new Option(
                                cell.name(),
                                "%s: %s %s"
                                        .formatted(
                                                cell.name(),
                                                cell.release().product(),
                                                cell.release().exactLevel())))
                        .toList();
            }
        };
    }
}
