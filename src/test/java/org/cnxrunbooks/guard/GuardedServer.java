package org.cnxrunbooks.guard;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.engine.rest.security.auth.impl.HttpBasicAuthenticationProvider;
import org.cnxrunbooks.audit.BadRequest;
import org.cnxrunbooks.engine.FormOptions;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The engine with its web applications and REST API on a free port, with a small runbook and people in it. Every group
 * has every right the engine knows on processes and tasks, so that nothing but the guard stands between them and harm;
 * without the guard it is the known-bad twin.
 */
final class GuardedServer implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Set<String> GUARDS = Set.of(
            "plainPathsFilter",
            "closedSetupFilter",
            "confidentialBasicFilter",
            "restAuthenticationFilter",
            "queryExpressionsRule",
            "permitsRule",
            "startRule",
            "fourEyesRule",
            "formInputRule",
            "guardPlugin");

    private final ConfigurableApplicationContext context;

    private GuardedServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static GuardedServer guarded() {
        return start(Application.class, Set.of());
    }

    static GuardedServer unguarded() {
        return start(OpenApplication.class, GUARDS);
    }

    private static GuardedServer start(Class<?> application, Set<String> without) {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(application)
                .initializers(made -> made.addBeanFactoryPostProcessor(new Without(without)))
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=jdbc:h2:mem:guard" + COUNT.incrementAndGet()
                                + ";DB_CLOSE_ON_EXIT=FALSE",
                        "--camunda.bpm.job-execution.enabled=false",
                        "--camunda.bpm.authorization.enabled=true",
                        "--camunda.bpm.auto-deployment-enabled=false",
                        "--logging.level.root=off",
                        "--logging.level.org.cnxrunbooks=off");
        GuardedServer server = new GuardedServer(context);
        server.people();
        Targets.deploy(server.engine());
        return server;
    }

    int port() {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    ProcessEngine engine() {
        return context.getBean(ProcessEngine.class);
    }

    Caller as(String user) {
        return new Caller(port(), user, user);
    }

    Caller anonymous() {
        return new Caller(port(), null, null);
    }

    /** A run that waits for its approval, started by {@code starter}. */
    String run(String starter) {
        IdentityService identities = engine().getIdentityService();
        try {
            identities.setAuthentication(starter, List.of("operators"));
            return engine().getRuntimeService()
                    .startProcessInstanceByKey(
                            "guarded", new HashMap<>(Map.of("cellName", "lab", "changeReference", "CHG1")))
                    .getId();
        } finally {
            identities.clearAuthentication();
        }
    }

    String task(String run) {
        return engine().getTaskService()
                .createTaskQuery()
                .processInstanceId(run)
                .singleResult()
                .getId();
    }

    private void people() {
        IdentityService identities = engine().getIdentityService();
        for (String group : List.of("operators", "approvers", "auditors", "camunda-admin", "onlookers")) {
            if (identities.createGroupQuery().groupId(group).count() == 0) {
                identities.saveGroup(identities.newGroup(group));
            }
        }
        person("ops", "operators");
        person("ops2", "operators");
        person("approver", "approvers");
        person("approver2", "approvers");
        person("both", "operators", "approvers");
        person("auditor", "auditors");
        person("admin", "camunda-admin");
        person("nobody");
        for (Resources resource : Resources.values()) {
            for (String group : List.of("operators", "approvers", "auditors", "camunda-admin")) {
                grant(group, resource);
            }
        }
    }

    private void grant(String group, Resources resource) {
        var rights = engine().getAuthorizationService();
        if (rights.createAuthorizationQuery()
                        .groupIdIn(group)
                        .resourceType(resource)
                        .resourceId("*")
                        .count()
                == 0) {
            Authorization row = rights.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            row.setGroupId(group);
            row.setResource(resource);
            row.setResourceId("*");
            row.addPermission(Permissions.ALL);
            rights.saveAuthorization(row);
        }
    }

    private void person(String id, String... groups) {
        IdentityService identities = engine().getIdentityService();
        User user = identities.newUser(id);
        user.setPassword(id);
        identities.saveUser(user);
        for (String group : groups) {
            identities.createMembership(id, group);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    /** Leaves guards out; what is left is what the engine does by itself. */
    private record Without(Set<String> names) implements BeanFactoryPostProcessor {

        @Override
        public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
            names.forEach(((BeanDefinitionRegistry) beans)::removeBeanDefinition);
        }
    }

    // no @Configuration on these two: the lab's scan of the test classes must not find them

    @EnableAutoConfiguration
    @Import(GuardConfiguration.class)
    static class Application {

        @Bean
        StartRights startRights() {
            return StartRights.OF_OPERATORS;
        }

        @Bean
        BadInput badInput() {
            return BadRequest::of;
        }

        @Bean
        FormOptions cells() {
            return new FormOptions() {
                @Override
                public String name() {
                    return "cells";
                }

                @Override
                public List<Option> options() {
                    return List.of(new Option("lab", "lab"), new Option("prod", "prod"));
                }
            };
        }
    }

    static class OpenApplication extends Application {

        /** Knows people who say who they are and lets in those who do not, as the engine does. */
        @Bean
        FilterRegistrationBean<Filter> optionalAuthentication() {
            RestAuthentication basic = new RestAuthentication();
            FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(new Filter() {
                @Override
                public void init(jakarta.servlet.FilterConfig settings) throws ServletException {
                    basic.init(settings);
                }

                @Override
                public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                        throws IOException, ServletException {
                    if (((HttpServletRequest) request).getHeader("Authorization") == null) {
                        chain.doFilter(request, response);
                    } else {
                        basic.doFilter(request, response, chain);
                    }
                }
            });
            registration.addUrlPatterns("/engine-rest/*");
            registration.setAsyncSupported(true);
            registration.addInitParameter(
                    ProcessEngineAuthenticationFilter.AUTHENTICATION_PROVIDER_PARAM,
                    HttpBasicAuthenticationProvider.class.getName());
            return registration;
        }
    }
}
