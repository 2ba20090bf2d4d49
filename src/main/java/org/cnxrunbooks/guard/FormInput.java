package org.cnxrunbooks.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.camunda.bpm.engine.form.FormData;
import org.camunda.bpm.engine.impl.ProcessInstantiationBuilderImpl;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.GetDeployedProcessDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
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
    private final BadInput badInput;

    FormInput(FormSource forms, Supplier<? extends Collection<FormOptions>> options, BadInput badInput) {
        this.forms = forms;
        this.options = options;
        this.badInput = badInput;
    }

    @Override
    public void judge(Command<?> command, Authentication who, EngineFacts facts) {
        if (command instanceof StartProcessInstanceCmd
                && Fields.read(command, "instantiationBuilder") instanceof ProcessInstantiationBuilderImpl start) {
            check(
                    start.getVariables(),
                    null,
                    facts,
                    context -> startForm(new GetDeployedProcessDefinitionCmd(start, false).execute(context)));
        } else if (command instanceof SubmitStartFormCmd) {
            check(
                    Fields.read(command, "variables"),
                    null,
                    facts,
                    context -> startForm(context.getProcessEngineConfiguration()
                            .getDeploymentCache()
                            .findDeployedProcessDefinitionById(Fields.text(command, "processDefinitionId"))));
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
            int count = verdict.violations().size();
            throw badInput.refused("Input refused: " + form.id() + " (observed " + count
                    + (count == 1 ? " violation" : " violations") + ", expected none): "
                    + String.join("; ", verdict.violations())
                    + ". HINT: send what the form asks for and nothing else.");
        }
        verdict.echoes().forEach(variables::remove);
        verdict.unanswered().forEach(name -> variables.put(name, null));
    }

    private static @Nullable FormData startForm(@Nullable ProcessDefinitionEntity definition) {
        return definition == null || definition.getStartFormHandler() == null
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
