package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.server.servlet.OAuth2AuthorizationServerAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.core.io.support.SpringFactoriesLoader;

class NoForeignSecurityTest {

    @Test
    void spring_boot_secures_nothing_by_itself() {
        String[] names = {
            SecurityAutoConfiguration.class.getName(),
            OAuth2AuthorizationServerAutoConfiguration.class.getName(),
            DataSourceAutoConfiguration.class.getName(),
            null
        };
        assertThat(new NoForeignSecurity().match(names, null)).containsExactly(false, false, true, true);
    }

    @Test
    void spring_boot_asks_it() {
        assertThat(SpringFactoriesLoader.forDefaultResourceLocation().load(AutoConfigurationImportFilter.class))
                .hasAtLeastOneElementOfType(NoForeignSecurity.class);
    }
}
