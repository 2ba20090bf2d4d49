package org.cnxrunbooks.guard;

import jakarta.servlet.Filter;
import java.time.Clock;
import java.util.List;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.engine.rest.security.auth.impl.HttpBasicAuthenticationProvider;
import org.cnxrunbooks.engine.FormOptions;
import org.cnxrunbooks.evidence.Evidence;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The guards, each a bean of its own, so that a test can leave one out and see the attack succeed. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RestSettings.class)
class GuardConfiguration {

    @Bean
    FilterRegistrationBean<Filter> plainPathsFilter() {
        return filter(new PlainPaths(), Ordered.HIGHEST_PRECEDENCE + 10, "/*");
    }

    @Bean
    FilterRegistrationBean<Filter> closedSetupFilter() {
        return filter(new ClosedSetup(), Ordered.HIGHEST_PRECEDENCE + 20, "/*");
    }

    @Bean
    FilterRegistrationBean<Filter> confidentialBasicFilter(RestSettings settings) {
        return filter(new ConfidentialBasic(settings.plainHttp()), Ordered.HIGHEST_PRECEDENCE + 25, "/*");
    }

    @Bean
    FilterRegistrationBean<Filter> restAuthenticationFilter() {
        FilterRegistrationBean<Filter> registration =
                filter(new RestAuthentication(), Ordered.HIGHEST_PRECEDENCE + 30, "/engine-rest/*");
        registration.addInitParameter(
                ProcessEngineAuthenticationFilter.AUTHENTICATION_PROVIDER_PARAM,
                HttpBasicAuthenticationProvider.class.getName());
        return registration;
    }

    @Bean
    CommandRule queryExpressionsRule() {
        return new QueryExpressions();
    }

    @Bean
    CommandRule permitsRule() {
        return new Permits();
    }

    @Bean
    CommandRule startRule(StartRights rights) {
        return new StartRule(rights);
    }

    @Bean
    CommandRule fourEyesRule() {
        return new FourEyes();
    }

    @Bean
    CommandRule formInputRule(ObjectProvider<FormOptions> options) {
        return new FormInput(new FormSource(), () -> options.stream().toList());
    }

    @Bean
    GuardPlugin guardPlugin(
            List<CommandRule> rules,
            BadInput badInput,
            ObjectProvider<Evidence> evidence,
            ObjectProvider<Clock> clock) {
        return new GuardPlugin(
                rules,
                badInput,
                evidence.stream().findFirst().map(found -> new RefusalRecord(found, clock.getObject())));
    }

    private static FilterRegistrationBean<Filter> filter(Filter filter, int order, String pattern) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns(pattern);
        registration.setOrder(order);
        registration.setAsyncSupported(true);
        return registration;
    }
}
