package org.cnxrunbooks.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.FeelException;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.cnxrunbooks.engine.FormOptions;
import org.jspecify.annotations.Nullable;

/** A form in front of the running engine; a start form has no task and no variables. */
final class EngineSituation implements FormSituation {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final @Nullable String task;
    private final Map<String, JsonNode> input;
    private final Collection<FormOptions> options;
    private final EngineFacts facts;

    EngineSituation(
            @Nullable String task, Map<String, JsonNode> input, Collection<FormOptions> options, EngineFacts facts) {
        this.task = task;
        this.input = input;
        this.options = options;
        this.facts = facts;
    }

    /** Made when the first form has a condition; most have none. */
    private static final class Feel {
        static final FeelEngine ENGINE = new ScalaFeelEngineFactory().createInstance();
    }

    @Override
    public JsonNode variable(String name) {
        if (task == null) {
            return MissingNode.getInstance();
        }
        return facts.read(context -> {
            TaskEntity entity = context.getTaskManager().findTaskById(task);
            TypedValue value = entity == null ? null : entity.getVariableTyped(name, false);
            return value == null ? MissingNode.getInstance() : FormAnswer.of(value);
        });
    }

    @Override
    public Optional<Collection<String>> options(String source) {
        return options.stream()
                .filter(known -> known.name().equals(source))
                .findFirst()
                .map(known ->
                        known.options().stream().map(FormOptions.Option::value).toList());
    }

    @Override
    public Optional<Object> evaluate(String expression) {
        VariableMap known = Variables.createVariables();
        input.forEach((name, value) -> known.put(name, JSON.convertValue(value, Object.class)));
        stored().forEach((name, value) -> known.putIfAbsent(name, JSON.convertValue(value, Object.class)));
        try {
            Object told =
                    Feel.ENGINE.evaluateSimpleExpression(expression.replaceFirst("^=", ""), known.asVariableContext());
            return Optional.ofNullable(told);
        } catch (FeelException untold) {
            return Optional.empty();
        }
    }

    private Map<String, JsonNode> stored() {
        if (task == null) {
            return Map.of();
        }
        return facts.read(context -> {
            TaskEntity entity = context.getTaskManager().findTaskById(task);
            Map<String, JsonNode> found = new HashMap<>();
            if (entity != null) {
                VariableMap variables = entity.getVariablesTyped(false);
                variables.keySet().forEach(name -> found.put(name, FormAnswer.of(variables.getValueTyped(name))));
            }
            return found;
        });
    }
}
