package org.cnxrunbooks.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.model.bpmn.instance.UserTask;

/** The deployed form of a human task. */
final class TaskForm {

    private TaskForm() {}

    /** What a person fills in; none where the task has no form. */
    static List<FormField> fields(DelegateTask task) {
        UserTask element = task.getBpmnModelElementInstance();
        if (element == null || element.getCamundaFormRef() == null) {
            return List.of();
        }
        return Context.getCommandContext().runWithoutAuthorization(() -> {
            try (InputStream form =
                    task.getProcessEngineServices().getFormService().getDeployedTaskForm(task.getId())) {
                return FormField.parse(new String(form.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("form not readable: " + task.getTaskDefinitionKey(), e);
            }
        });
    }
}
