package org.cnxrunbooks.app;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.rest.impl.DefaultProcessEngineRestServiceImpl;

/**
 * Everything of Camunda's REST API that can change something, read from its classes: {@code POST /task/{id}/claim}. The
 * web applications serve the same classes.
 */
final class RestEndpoints {

    private static final Map<Class<? extends Annotation>, String> CHANGING =
            Map.of(POST.class, "POST", PUT.class, "PUT", DELETE.class, "DELETE", PATCH.class, "PATCH");

    private final Set<String> found = new TreeSet<>();
    private final Deque<String> above = new ArrayDeque<>();

    static Set<String> all() {
        return of(DefaultProcessEngineRestServiceImpl.class, "");
    }

    /** What a class serves below an address; a path of its own comes between. */
    static Set<String> of(Class<?> resource, String address) {
        RestEndpoints endpoints = new RestEndpoints();
        Path own = resource.getAnnotation(Path.class);
        String below = own == null ? "" : own.value().replaceAll("^/|/$", "");
        endpoints.walk(resource, below.isEmpty() ? address : address + "/" + below);
        return endpoints.found;
    }

    private void walk(Class<?> resource, String address) {
        String key = resource.getName();
        if (above.contains(key)) {
            return;
        }
        above.push(key);
        for (Method method : resource.getMethods()) {
            List<Method> declared = declarations(resource, method);
            String path = declared.stream()
                    .map(one -> one.getAnnotation(Path.class))
                    .filter(annotation -> annotation != null)
                    .map(Path::value)
                    .findFirst()
                    .orElse("");
            String below = address + (path.isEmpty() || path.startsWith("/") ? path : "/" + path);
            boolean served = false;
            for (Method one : declared) {
                for (Annotation annotation : one.getAnnotations()) {
                    served |= annotation.annotationType().isAnnotationPresent(jakarta.ws.rs.HttpMethod.class);
                    String verb = CHANGING.get(annotation.annotationType());
                    if (verb != null) {
                        found.add(verb + " "
                                + below.replaceAll("\\{([^:}]+)[^}]*}", "{$1}").replaceAll("/$", ""));
                    }
                }
            }
            if (!served && !path.isEmpty()) {
                walk(method.getReturnType(), below.replaceAll("/$", ""));
            }
        }
        above.pop();
    }

    /** The method and what it implements: annotations stand on interfaces. */
    private static List<Method> declarations(Class<?> resource, Method method) {
        List<Method> declared = new ArrayList<>(List.of(method));
        for (Class<?> type = resource; type != null; type = type.getSuperclass()) {
            for (Class<?> contract : type.getInterfaces()) {
                Arrays.stream(contract.getMethods())
                        .filter(other -> other.getName().equals(method.getName())
                                && Arrays.equals(other.getParameterTypes(), method.getParameterTypes()))
                        .forEach(declared::add);
            }
        }
        return declared;
    }
}
