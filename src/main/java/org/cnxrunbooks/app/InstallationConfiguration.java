package org.cnxrunbooks.app;

import org.cnxrunbooks.cell.Cells;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** Reads the configuration before anything else is built, so that a mistake in it costs no start of the engine. */
@Configuration(proxyBeanMethods = false)
class InstallationConfiguration {

    private static final String INSTALLATION = "installation";

    @Bean
    static BeanFactoryPostProcessor readInstallation(ConfigurableEnvironment environment) {
        return beans -> {
            Installation installation = SettingsReader.read(environment);
            DataDirectory.prepare(environment.getProperty("spring.datasource.url"));
            beans.registerSingleton(INSTALLATION, installation);
            if (installation.cells().names().isEmpty()) {
                LoggerFactory.getLogger(InstallationConfiguration.class)
                        .warn(
                                "No cell is configured. HINT: Describe your first one under {}.cells.<name>.",
                                RunbookSettings.PREFIX);
            }
        };
    }

    @Bean
    Cells cells(Installation installation) {
        return installation.cells();
    }
}
