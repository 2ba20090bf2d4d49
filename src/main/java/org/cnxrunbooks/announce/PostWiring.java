package org.cnxrunbooks.announce;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mail for everybody: there also where no mail server is configured, so that a runbook can ask. */
@Configuration(proxyBeanMethods = false)
class PostWiring {

    @Bean
    Post post(ObjectProvider<JavaMailSenderImpl> server, MailPassword password, Audience audience, Clock clock) {
        JavaMailSenderImpl configured = server.getIfAvailable();
        return new SmtpPost(
                configured == null || password.given().isEmpty()
                        ? configured
                        : new LoginForEach(configured, password.given().get()),
                audience,
                clock);
    }
}
