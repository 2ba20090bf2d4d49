package org.cnxrunbooks.app;

import org.cnxrunbooks.announce.Audience;
import org.cnxrunbooks.announce.Banners;
import org.cnxrunbooks.announce.MailPassword;
import org.cnxrunbooks.announce.RestBanners;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who is told, and the banner; mail itself is wired in {@code announce}, the only room that knows its library. */
@Configuration(proxyBeanMethods = false)
class AnnounceWiring {

    @Bean
    Audience audience(Installation installation) {
        return installation.audience();
    }

    @Bean
    MailPassword mailPassword(Installation installation) {
        return installation.mailPassword();
    }

    @Bean
    Banners banners() {
        return new RestBanners();
    }
}
