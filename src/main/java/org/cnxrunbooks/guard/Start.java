package org.cnxrunbooks.guard;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.impl.ProcessInstantiationBuilderImpl;
import org.camunda.bpm.engine.impl.cmd.GetDeployedProcessDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceAtActivitiesCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;

/** A run that somebody asks for, by whichever of the engine's commands. */
record Start(Command<?> command) {

    private static final String CELL = "cellName";

    static Optional<Start> of(Command<?> command) {
        return command instanceof StartProcessInstanceCmd
                        || command instanceof StartProcessInstanceAtActivitiesCmd
                        || command instanceof SubmitStartFormCmd
                ? Optional.of(new Start(command))
                : Optional.empty();
    }

    /** Fails as the engine does where there is no such model. */
    ProcessDefinitionEntity definition(CommandContext context) {
        return command instanceof SubmitStartFormCmd
                ? context.getProcessEngineConfiguration()
                        .getDeploymentCache()
                        .findDeployedProcessDefinitionById(Fields.text(command, "processDefinitionId"))
                : new GetDeployedProcessDefinitionCmd(builder(), false).execute(context);
    }

    /** What the engine will store, to be changed in place; null where nothing was sent. */
    @SuppressWarnings("unchecked")
    @Nullable
    Map<String, Object> variables() {
        return command instanceof SubmitStartFormCmd
                ? (Map<String, Object>) Fields.read(command, "variables")
                : builder().getVariables();
    }

    /** Empty where none is named, or by something that no form sends. */
    String cell() {
        Map<String, Object> sent = variables();
        return sent == null || !sent.containsKey(CELL)
                ? ""
                : FormAnswer.of(Variables.fromMap(sent).getValueTyped(CELL)).asText("");
    }

    private ProcessInstantiationBuilderImpl builder() {
        return (ProcessInstantiationBuilderImpl) requireNonNull(Fields.read(command, "instantiationBuilder"));
    }
}
