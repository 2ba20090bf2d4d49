package org.cnxrunbooks.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cnxrunbooks.engine.Variable;

/** What the code offers to the models: beans, variables and error codes, read without starting anything. */
final class WiredCode {

    private static final Set<String> STEPS = Set.of("LongStep", "JavaDelegate");

    private static final Pattern THROW =
            Pattern.compile("(?:refuse|new Refusal|new BpmnError|handleBpmnError|throwError)\\(([^;]*?)\\)?;");
    private static final Pattern CONSTANT = Pattern.compile("String (\\w+) = \"(\\w+)\"");

    private WiredCode() {}

    /** Bean methods of the {@code *Steps} classes that return a step. */
    static Map<String, String> beans(JavaClasses code) {
        Map<String, String> beans = new TreeMap<>();
        code.stream()
                .filter(type -> type.getSimpleName().endsWith("Steps"))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith("org.springframework.context.annotation.Bean"))
                .filter(method -> STEPS.contains(method.getRawReturnType().getSimpleName()))
                .forEach(method ->
                        beans.put(method.getName(), method.getRawReturnType().getSimpleName()));
        return beans;
    }

    /** Every constant of type {@link Variable}, and the names that a {@code *Variables} class gives as text. */
    static Map<String, String> variables(JavaClasses code) {
        Map<String, String> variables = new TreeMap<>();
        code.stream()
                .filter(type -> type.getSimpleName().endsWith("Variables")
                        || type.getFields().stream()
                                .anyMatch(field -> field.getRawType().getName().equals(Variable.class.getName())))
                .map(JavaClass::reflect)
                .flatMap(type -> Stream.of(type.getDeclaredFields()))
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(WiredCode::value)
                .forEach(value -> {
                    if (value instanceof Variable<?> variable) {
                        variables.put(variable.name(), variable.type().getSimpleName());
                    } else if (value instanceof String name) {
                        variables.putIfAbsent(name, "String");
                    }
                });
        return variables;
    }

    private static Object value(Field field) {
        try {
            field.setAccessible(true);
            return field.get(null);
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(field.toString(), closed);
        }
    }

    /** The codes of BPMN errors in the calls that throw them; a constant is followed to its text. */
    static Set<String> thrown(Path root) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                texts.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        Map<String, String> constants = new TreeMap<>();
        texts.forEach((type, text) -> CONSTANT.matcher(text)
                .results()
                .forEach(hit -> constants.put(type + "." + hit.group(1), hit.group(2))));
        Set<String> thrown = new TreeSet<>();
        texts.forEach((type, text) -> THROW.matcher(text)
                .results()
                .flatMap(hit -> Stream.of(hit.group(1).split(",")))
                .map(String::strip)
                .map(argument -> argument.matches("\"\\w+\"")
                        ? argument.replace("\"", "")
                        : constants.getOrDefault(argument.contains(".") ? argument : type + "." + argument, ""))
                .filter(code -> !code.isEmpty())
                .forEach(thrown::add));
        return thrown;
    }
}
