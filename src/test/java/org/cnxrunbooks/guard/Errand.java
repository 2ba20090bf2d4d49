package org.cnxrunbooks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.model.bpmn.Bpmn;

/** A small runbook: an operator asks, an approver approves. */
final class Errand {

    static final String REQUEST = "{\"variables\":{\"cellName\":{\"value\":\"lab\"}}}";

    private static final String ENGINE = "/camunda/api/engine/engine/default";

    private Errand() {}

    static void deploy(ProcessEngine engine) {
        engine.getRepositoryService()
                .createDeployment()
                .addString(
                        "errand-start.form",
                        """
                        {"type":"default","id":"errand-start","schemaVersion":12,"components":[
                        {"type":"textfield","id":"field_1","key":"cellName","label":"Cell"}]}""")
                .addModelInstance(
                        "errand.bpmn",
                        Bpmn.createExecutableProcess("errand")
                                .camundaHistoryTimeToLiveString("P1D")
                                .startEvent("startEvent_asked")
                                .camundaFormRef("errand-start")
                                .camundaFormRefBinding("deployment")
                                .userTask("userTask_approveErrand")
                                .camundaCandidateGroups("approvers")
                                .endEvent("endEvent_errandDone")
                                .done())
                .deploy();
        Authorization start = engine.getAuthorizationService().createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        start.setGroupId("operators");
        start.setResource(Resources.PROCESS_DEFINITION);
        start.setResourceId("errand");
        start.addPermission(ProcessDefinitionPermissions.CREATE_INSTANCE);
        engine.getAuthorizationService().saveAuthorization(start);
    }

    static HttpResponse<String> begin(Caller who) {
        return who.post("/engine-rest/process-definition/key/errand/start", REQUEST);
    }

    static HttpResponse<String> begin(SignOnBrowser who) {
        return who.post(ENGINE + "/process-definition/key/errand/start", REQUEST);
    }

    /** The one task of the run that was just begun. */
    static String task(Caller who, HttpResponse<String> begun) {
        return id(who.get("/engine-rest/task?processInstanceId=" + run(begun)).body());
    }

    static String task(SignOnBrowser who, HttpResponse<String> begun) {
        return id(who.get(ENGINE + "/task?processInstanceId=" + run(begun)).body());
    }

    private static String run(HttpResponse<String> begun) {
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
        return id(begun.body());
    }

    private static String id(String json) {
        try {
            return new ObjectMapper().readTree(json).findValue("id").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
