package org.cnxrunbooks.guard;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Ways to get round an approval or a check, as HTTP requests to {@code /engine-rest}. */
public enum Attack {
    START_IN_THE_MIDDLE(
            "POST",
            "/process-definition/key/guarded/start",
            "{'startInstructions':[{'type':'startBeforeActivity','activityId':'serviceTask_pack'}]}"),
    MODIFY_A_RUN(
            "POST",
            "/process-instance/{run}/modification",
            "{'instructions':[{'type':'startBeforeActivity','activityId':'serviceTask_pack'}]}"),
    MODIFY_A_RUN_LATER(
            "POST",
            "/process-instance/{run}/modification-async",
            "{'instructions':[{'type':'startBeforeActivity','activityId':'serviceTask_pack'}]}"),
    MODIFY_MANY_RUNS(
            "POST",
            "/modification/execute",
            "{'processDefinitionId':'{definition}','processInstanceIds':['{run}'],"
                    + "'instructions':[{'type':'startBeforeActivity','activityId':'serviceTask_pack'}]}"),
    MODIFY_MANY_RUNS_LATER(
            "POST",
            "/modification/executeAsync",
            "{'processDefinitionId':'{definition}','processInstanceIds':['{run}'],"
                    + "'instructions':[{'type':'startBeforeActivity','activityId':'serviceTask_pack'}]}"),
    RESTART_BEHIND_THE_APPROVAL(
            "POST",
            "/process-definition/{definition}/restart",
            "{'processInstanceIds':['{ended}'],"
                    + "'instructions':[{'type':'startBeforeActivity','activityId':'serviceTask_pack'}]}"),
    MIGRATE(
            "POST",
            "/migration/execute",
            "{'migrationPlan':{'sourceProcessDefinitionId':'{definition}','targetProcessDefinitionId':'{definition}',"
                    + "'instructions':[{'sourceActivityIds':['userTask_approve'],'targetActivityIds':['userTask_approve']}]},"
                    + "'processInstanceIds':['{run}']}"),
    SET_A_VARIABLE("PUT", "/process-instance/{run}/variables/planApproved", "{'value':true,'type':'Boolean'}"),
    SET_VARIABLES("POST", "/process-instance/{run}/variables", "{'modifications':{'planApproved':{'value':true}}}"),
    REMOVE_A_VARIABLE("DELETE", "/process-instance/{run}/variables/changeReference", null),
    SET_VARIABLES_LATER(
            "POST",
            "/process-instance/variables-async",
            "{'processInstanceIds':['{run}'],'variables':{'planApproved':{'value':true}}}"),
    SET_A_VARIABLE_OF_AN_EXECUTION("PUT", "/execution/{run}/localVariables/planApproved", "{'value':true}"),
    SET_A_VARIABLE_OF_A_TASK("PUT", "/task/{task}/variables/planApproved", "{'value':true}"),
    SET_A_LOCAL_VARIABLE_OF_A_TASK("PUT", "/task/{task}/localVariables/planApproved", "{'value':true}"),
    SIGNAL_THE_APPROVAL("POST", "/execution/{execution}/signal", "{}"),
    CORRELATE_A_MESSAGE("POST", "/message", "{'messageName':'guarded.jump','processInstanceId':'{run}'}"),
    TRIGGER_A_MESSAGE("POST", "/execution/{execution}/messageSubscriptions/guarded.jump/trigger", "{}"),
    BROADCAST_A_SIGNAL("POST", "/signal", "{'name':'any'}"),
    EVALUATE_CONDITIONS("POST", "/condition", "{'variables':{'a':{'value':1}}}"),
    FETCH_WORK(
            "POST",
            "/external-task/fetchAndLock",
            "{'workerId':'me','maxTasks':1,'topics':[{'topicName':'other','lockDuration':1000}]}"),
    COMPLETE_WORK("POST", "/external-task/{work}/complete", "{'workerId':'worker'}"),
    FAIL_WORK("POST", "/external-task/{work}/failure", "{'workerId':'worker','retries':0,'errorMessage':'x'}"),
    REFUSE_WORK("POST", "/external-task/{work}/bpmnError", "{'workerId':'worker','errorCode':'x'}"),
    EXTEND_WORK("POST", "/external-task/{work}/extendLock", "{'workerId':'worker','newDuration':1000}"),
    UNLOCK_WORK("POST", "/external-task/{work}/unlock", "{}"),
    DELEGATE("POST", "/task/{task}/delegate", "{'userId':'ops'}"),
    RESOLVE("POST", "/task/{task}/resolve", "{}"),
    TASK_ERROR("POST", "/task/{task}/bpmnError", "{'errorCode':'x'}"),
    NAME_ANOTHER_GROUP("POST", "/task/{task}/identity-links", "{'groupId':'operators','type':'candidate'}"),
    REMOVE_THE_GROUP("POST", "/task/{task}/identity-links/delete", "{'groupId':'approvers','type':'candidate'}"),
    RENAME_THE_TASK("PUT", "/task/{task}", "{'name':'Nothing to see','priority':50,'description':null,'owner':null}"),
    DELETE_THE_TASK("DELETE", "/task/{task}", null),
    MAKE_A_TASK("POST", "/task/create", "{'name':'Approve'}"),
    FIRE_A_TIMER("POST", "/job/{job}/execute", "{}"),
    MOVE_A_TIMER("PUT", "/job/{job}/duedate", "{'duedate':'2020-01-01T00:00:00.000+0000'}"),
    DEPLOY("POST", "/deployment/create", null) {
        @Override
        public HttpResponse<String> by(Caller caller, Map<String, String> ids) {
            String body = "--b\r\nContent-Disposition: form-data; name=\"deployment-name\"\r\n\r\nx\r\n"
                    + "--b\r\nContent-Disposition: form-data; name=\"data\"; filename=\"x.bpmn\"\r\n"
                    + "Content-Type: application/octet-stream\r\n\r\n"
                    + "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"x\""
                    + " xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\"><process id=\"x\" isExecutable=\"true\""
                    + " camunda:historyTimeToLive=\"P1D\"><startEvent id=\"s\"/></process></definitions>\r\n--b--\r\n";
            return caller.send("POST", "/engine-rest/deployment/create", body, "multipart/form-data; boundary=b");
        }
    },
    DELETE_HISTORY("DELETE", "/history/process-instance/{ended}", null),
    DELETE_THE_MODEL("DELETE", "/deployment/{deployment}?cascade=true", null);

    private final String method;
    private final String path;
    private final String body;

    Attack(String method, String path, String body) {
        this.method = method;
        this.path = path;
        this.body = body;
    }

    public HttpResponse<String> by(Caller caller, Map<String, String> ids) {
        return caller.send(
                method,
                "/engine-rest" + filled(path, ids),
                body == null ? null : filled(body, ids).replace('\'', '"'),
                "application/json");
    }

    /** What an attack sends, by its method and the form of its address: {@code POST /task/{}/resolve}. */
    public static Map<String, String> bodies() {
        return Arrays.stream(values())
                .filter(attack -> attack.body != null)
                .collect(Collectors.toMap(
                        attack -> attack.method + " "
                                + attack.path.replaceAll("\\{[^}]*}", "{}").replace("/key/guarded/", "/key/{}/"),
                        attack -> attack.body,
                        (first, second) -> first));
    }

    public static String filled(String text, Map<String, String> ids) {
        String filled = text;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue());
        }
        return filled;
    }
}
