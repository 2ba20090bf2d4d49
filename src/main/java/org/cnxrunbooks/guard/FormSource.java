package org.cnxrunbooks.guard;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.form.CamundaFormRef;
import org.camunda.bpm.engine.form.FormData;
import org.camunda.bpm.engine.impl.cmd.GetCamundaFormDefinitionCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.engine.repository.CamundaFormDefinition;
import org.jspecify.annotations.Nullable;

/** Finds the form an element of a deployed model refers to; each version of a form is parsed once. */
final class FormSource {

    private final Map<String, FormSchema> parsed = new ConcurrentHashMap<>();

    FormSchema of(CommandContext context, @Nullable FormData data) {
        CamundaFormRef reference = data == null ? null : data.getCamundaFormRef();
        if (data == null || reference == null || reference.getKey() == null) {
            return FormSchema.NONE;
        }
        CamundaFormDefinition form =
                new GetCamundaFormDefinitionCmd(reference, data.getDeploymentId()).execute(context);
        if (form == null) {
            throw new IllegalStateException("Form not found: " + reference.getKey() + " in deployment "
                    + data.getDeploymentId() + ". HINT: deploy it together with its model.");
        }
        return parsed.computeIfAbsent(form.getId(), id -> {
            ResourceEntity resource = context.getResourceManager()
                    .findResourceByDeploymentIdAndResourceName(form.getDeploymentId(), form.getResourceName());
            return FormSchema.parse(resource.getBytes());
        });
    }
}
