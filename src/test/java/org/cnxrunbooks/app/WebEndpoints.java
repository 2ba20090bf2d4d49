package org.cnxrunbooks.app;

import jakarta.ws.rs.core.Application;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.admin.impl.web.AdminApplication;
import org.camunda.bpm.cockpit.impl.web.CockpitApplication;
import org.camunda.bpm.tasklist.impl.web.TasklistApplication;
import org.camunda.bpm.welcome.impl.web.WelcomeApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Everything that can change something beside the engine's REST API: what the web applications and their plugins serve,
 * read from their classes, and what Spring serves, read from its mappings, those of Actuator included if there ever are
 * some. A mapping for every method is told as {@code POST}.
 */
final class WebEndpoints {

    private static final Map<String, Class<? extends Application>> APPLICATIONS = Map.of(
            "admin", AdminApplication.class,
            "cockpit", CockpitApplication.class,
            "tasklist", TasklistApplication.class,
            "welcome", WelcomeApplication.class);

    private static final Set<RequestMethod> READING =
            Set.of(RequestMethod.GET, RequestMethod.HEAD, RequestMethod.OPTIONS, RequestMethod.TRACE);

    private WebEndpoints() {}

    /** Of an application that has started: the plugins are known then. */
    static Set<String> all(ApplicationContext context) {
        Set<String> found = new TreeSet<>();
        APPLICATIONS.forEach((name, application) -> resources(application)
                .forEach(resource -> found.addAll(RestEndpoints.of(resource, "/camunda/api/" + name))));
        context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(WebEndpoints::changing)
                .forEach(found::add);
        return found;
    }

    private static Set<Class<?>> resources(Class<? extends Application> application) {
        try {
            return application.getDeclaredConstructor().newInstance().getClasses();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> changing(RequestMappingInfo mapping) {
        Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
        List<String> changing = methods.isEmpty()
                ? List.of("POST")
                : methods.stream()
                        .filter(method -> !READING.contains(method))
                        .map(Enum::name)
                        .collect(Collectors.toList());
        return changing.stream()
                .flatMap(method -> mapping.getPatternValues().stream().map(path -> method + " " + path));
    }
}
