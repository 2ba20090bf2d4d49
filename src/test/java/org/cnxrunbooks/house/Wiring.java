package org.cnxrunbooks.house;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Expression;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.cnxrunbooks.house.FormRule.FormFile;

/**
 * What models, forms and code say of each other.
 *
 * @param beans name of each bean in the {@code *Steps} classes with its simple type, {@code LongStep} or {@code JavaDelegate}
 * @param thrown error codes that the code throws
 * @param variables name of each declared variable with its simple type
 */
record Wiring(
        List<Diagram> models,
        List<FormFile> forms,
        Map<String, String> beans,
        Set<String> thrown,
        Map<String, String> variables) {

    private static final Pattern BEAN = Pattern.compile("[#$]\\{(\\w+)}");
    private static final Pattern EXPRESSION = Pattern.compile("[#$]\\{([^}]*)}");
    private static final Pattern ASKED = Pattern.compile("execution\\.getVariable\\('(\\w+)'\\)");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.'])[a-z]\\w*(?!\\w*\\()");
    private static final Pattern MUSTACHE = Pattern.compile("\\{\\{#?\\s*(?:if |loop )?(\\w+)\\s*}}");
    private static final Set<String> WORDS = Set.of("true", "false", "null", "empty", "not", "and", "or", "eq", "ne");

    /** Everything that does not fit, as sentences. */
    List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        beansAndElements(gaps);
        errors(gaps);
        forms(gaps);
        variables(gaps);
        return gaps;
    }

    private void beansAndElements(List<String> gaps) {
        Map<String, String> wanted = new TreeMap<>();
        for (Diagram model : models) {
            for (ServiceTask task : model.all(ServiceTask.class)) {
                if ("external".equals(task.getCamundaType())) {
                    wanted.put(task.getCamundaTopic(), "LongStep");
                    differ(gaps, task, task.getCamundaTopic());
                } else {
                    Matcher bean = BEAN.matcher(String.valueOf(task.getCamundaDelegateExpression()));
                    String name = bean.matches() ? bean.group(1) : "";
                    wanted.put(name, "JavaDelegate");
                    differ(gaps, task, name);
                }
            }
        }
        wanted.forEach((name, type) -> {
            if (!type.equals(beans.get(name))) {
                gaps.add("no " + type + " is called " + name + " (found " + beans.get(name) + ")");
            }
        });
        beans.keySet().stream()
                .filter(name -> !wanted.containsKey(name))
                .forEach(name -> gaps.add("bean " + name + " is in no model"));
    }

    private static void differ(List<String> gaps, ServiceTask task, String name) {
        if (!NamingRules.suffix(task).equals(name)) {
            gaps.add(task.getId() + " is worked by " + name);
        }
    }

    private void errors(List<String> gaps) {
        Set<String> caught = new TreeSet<>();
        Set<String> raised = new TreeSet<>(thrown);
        models.forEach(model -> model.all(ErrorEventDefinition.class).forEach(definition -> {
            boolean ends = definition.getParentElement() instanceof EndEvent;
            (ends ? raised : caught).add(definition.getError().getErrorCode());
        }));
        caught.stream()
                .filter(code -> !raised.contains(code))
                .forEach(code -> gaps.add(code + " is caught, never thrown"));
        raised.stream()
                .filter(code -> !caught.contains(code))
                .forEach(code -> gaps.add(code + " is thrown, never caught"));
    }

    private void forms(List<String> gaps) {
        Set<String> referenced = new TreeSet<>();
        for (Diagram model : models) {
            model.all(UserTask.class).forEach(task -> referenced.add(task.getCamundaFormRef()));
            model.all(StartEvent.class).stream()
                    .map(StartEvent::getCamundaFormRef)
                    .filter(ref -> ref != null)
                    .forEach(referenced::add);
        }
        Set<String> present = new TreeSet<>();
        forms.forEach(form -> present.add(form.json().path("id").asText()));
        referenced.stream()
                .filter(ref -> !present.contains(ref))
                .forEach(ref -> gaps.add("form " + ref + " is missing"));
        present.stream()
                .filter(id -> !referenced.contains(id))
                .forEach(id -> gaps.add("form " + id + " is used nowhere"));
    }

    private void variables(List<String> gaps) {
        for (Diagram model : models) {
            for (Expression expression : model.all(Expression.class)) {
                names(expression.getTextContent()).forEach(name -> declared(gaps, name, "a condition"));
            }
        }
        for (FormFile form : forms) {
            for (JsonNode component : FormRules.components(form)) {
                Stream.concat(shown(component), asked(component))
                        .forEach(name -> declared(gaps, name, form.file() + ".form"));
                typed(gaps, component);
            }
        }
    }

    private void declared(List<String> gaps, String name, String where) {
        if (!variables.containsKey(name)) {
            gaps.add("no variable is declared as " + name + ", which " + where + " uses");
        }
    }

    private void typed(List<String> gaps, JsonNode component) {
        String key = component.path("key").asText();
        boolean flag = component.path("type").asText().equals("checkbox")
                || component.path("values").path(0).path("value").isBoolean();
        if (!key.isEmpty()
                && variables.containsKey(key)
                && flag != variables.get(key).equals("Boolean")) {
            gaps.add("variable " + key + " is a " + variables.get(key) + " in the code, and not in its form");
        }
    }

    private static Stream<String> asked(JsonNode component) {
        return component.has("key") ? Stream.of(component.path("key").asText()) : Stream.empty();
    }

    private static Stream<String> shown(JsonNode component) {
        List<String> names = new ArrayList<>();
        MUSTACHE.matcher(component.path("text").asText()).results().forEach(hit -> names.add(hit.group(1)));
        String source = component.path("dataSource").asText();
        if (source.startsWith("=")) {
            names.add(source.substring(1).strip());
        }
        return names.stream();
    }

    /** The variables in an expression of the engine. */
    static Set<String> names(String text) {
        Set<String> names = new HashSet<>();
        Matcher expression = EXPRESSION.matcher(text);
        while (expression.find()) {
            String body = expression.group(1);
            ASKED.matcher(body).results().forEach(hit -> names.add(hit.group(1)));
            String bare =
                    body.replaceAll("execution\\.getVariable\\('\\w+'\\)", "").replaceAll("'[^']*'", "");
            NAME.matcher(bare)
                    .results()
                    .map(hit -> hit.group())
                    .filter(name -> !WORDS.contains(name))
                    .forEach(names::add);
        }
        return names;
    }
}
