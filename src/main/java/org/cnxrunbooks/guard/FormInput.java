package org.cnxrunbooks.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.camunda.bpm.engine.form.FormData;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.cnxrunbooks.engine.FormOptions;
import org.jspecify.annotations.Nullable;

/**
 * A person's input is what the form of the start event or of the task declares, and nothing else; the engine itself
 * takes any variable with any value. Values that only repeat what the form shows are taken out before the engine sees
 * them, and a question left open clears the answer of an earlier round.
 */
final class FormInput implements CommandRule {

    private final FormSource forms;
    private final Supplier<? extends Collection<FormOptions>> options;

    FormInput(FormSource forms, Supplier<? extends Collection<FormOptions>> options) {
        this.forms = forms;
        this.options = options;
    }

    @Override
    public void judge(Command<?> command, Authentication who, EngineFacts facts) {
        Optional<Start> asked = Start.of(command);
        if (asked.isPresent()) {
            Start start = asked.get();
            check(start.variables(), null, facts, context -> startForm(start.definition(context)));
        } else if (command instanceof CompleteTaskCmd || command instanceof SubmitTaskFormCmd) {
            String task = Fields.text(command, "taskId");
            String variables = command instanceof CompleteTaskCmd ? "variables" : "properties";
            check(Fields.read(command, variables), task, facts, context -> taskForm(context, task));
        }
    }

    private void check(
            @Nullable Object given,
            @Nullable String task,
            EngineFacts facts,
            Function<CommandContext, @Nullable FormData> element) {
        FormSchema form = facts.read(context -> forms.of(context, element.apply(context)));
        @SuppressWarnings("unchecked")
        Map<String, Object> variables = given == null ? new LinkedHashMap<>() : (Map<String, Object>) given;
        VariableMap typed = Variables.fromMap(variables);
        Map<String, JsonNode> input = new LinkedHashMap<>();
        typed.keySet().forEach(name -> input.put(name, FormAnswer.of(typed.getValueTyped(name))));
        FormCheck.Verdict verdict =
                new FormCheck(form, new EngineSituation(task, input, options.get(), facts)).judge(input);
        if (!verdict.violations().isEmpty()) {
            throw new InputRefused(form.id(), verdict.violations());
        }
        verdict.echoes().forEach(variables::remove);
        verdict.unanswered().forEach(name -> variables.put(name, null));
    }

    private static @Nullable FormData startForm(ProcessDefinitionEntity definition) {
        return definition.getStartFormHandler() == null
                ? null
                : definition.getStartFormHandler().createStartFormData(definition);
    }

    private static @Nullable FormData taskForm(CommandContext context, @Nullable String id) {
        TaskEntity task = id == null ? null : context.getTaskManager().findTaskById(id);
        return task == null || task.getTaskDefinition() == null
                ? null
                : task.getTaskDefinition().getTaskFormHandler().createTaskForm(task);
    }
}
