package org.cnxrunbooks.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricActivityInstanceQuery;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.plugin.impl.SpinProcessEnginePlugin;
import org.jspecify.annotations.Nullable;

/**
 * A run of a real model in which everybody answers from a script: workers are replaced, people never hesitate, timers
 * fire when they are due. Each test bends one answer.
 */
public final class ScriptedRun {

    private static final AtomicInteger STARTED = new AtomicInteger();
    private static final String WORKER = "script";
    private static final int BOUND = 200;

    private final ProcessEngine engine;
    private final String process;
    private final Map<String, Object> request;
    private final Map<String, Answer> defaults;
    private final Map<String, Deque<Answer>> bent = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final List<Asked> asked = new ArrayList<>();
    private String key = "";
    private @Nullable ProcessInstance instance;

    /**
     * @param request variables of the start
     * @param defaults what each element answers unless it is bent
     */
    public ScriptedRun(
            ProcessEngine engine, String process, Map<String, Object> request, Map<String, Answer> defaults) {
        this.engine = engine;
        this.process = process;
        this.request = request;
        this.defaults = defaults;
    }

    /** An engine in memory of that name with these models, without anybody who works by himself. */
    public static ProcessEngine engine(String name, Collection<String> models) {
        StandaloneInMemProcessEngineConfiguration configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName(name);
        configuration.setJdbcUrl("jdbc:h2:mem:" + name);
        configuration.setJobExecutorActivate(false);
        configuration.setEnableExceptionsAfterUnhandledBpmnError(true);
        configuration.getProcessEnginePlugins().add(new SpinProcessEnginePlugin());
        ProcessEngine engine = configuration.buildProcessEngine();
        DeploymentBuilder deployment = engine.getRepositoryService().createDeployment();
        models.forEach(model -> deployment.addClasspathResource("processes/" + model + ".bpmn"));
        deployment.deploy();
        return engine;
    }

    /**
     * What an element answers.
     *
     * @param error BPMN error code instead of a completion
     */
    public record Answer(Map<String, Object> variables, @Nullable String error) {

        /** A person who leaves the task lying, or a step that goes on and on. */
        public static final Answer LEAVE = new Answer(Map.of(), "left");

        public static Answer of(Map<String, Object> variables) {
            return new Answer(variables, null);
        }

        public static Answer of(String variable, Object value) {
            return of(Map.of(variable, value));
        }

        /** The step fails for good in that phase, as the worker says it. */
        public static Answer failure(String phase) {
            return new Answer(Map.of("failedPhase", phase), "stepFailed");
        }

        public static Answer refusal() {
            return new Answer(Map.of(), "planRefused");
        }
    }

    /** A step or a person that answered, and the variables as they were seen from there. */
    public record Asked(String element, Map<String, Object> variables) {}

    /** The next time that element is reached it answers so; may be called again for the time after. */
    public ScriptedRun bend(String element, Answer answer) {
        bent.computeIfAbsent(element, key -> new ArrayDeque<>()).add(answer);
        return this;
    }

    /** Starts the process and lets everybody answer until it ends. */
    public ScriptedRun toItsEnd() {
        begin();
        for (int round = 0; isRunning(); round++) {
            if (round == BOUND) {
                throw new IllegalStateException("no end after " + BOUND + " rounds; passed: " + passed());
            }
            turn();
        }
        return this;
    }

    public ScriptedRun begin() {
        key = process + "-" + STARTED.incrementAndGet();
        instance = engine.getRuntimeService().startProcessInstanceByKey(process, key, request);
        return this;
    }

    /** Works steps, people's tasks and timers that are due now, each at most once. */
    public void turn() {
        List<ExternalTask> open = engine.getExternalTaskService().createExternalTaskQuery().notLocked().list().stream()
                .filter(step -> key.equals(step.getBusinessKey()))
                .toList();
        for (ExternalTask step : open) {
            work(step);
        }
        seen.clear();
        while (decideAll()) {
            // one decision may lead to the next
        }
        instances().forEach(this::due);
    }

    private boolean decideAll() {
        boolean decided = false;
        for (Task task : engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(key)
                .list()) {
            decided |= seen.add(task.getId()) && decide(task);
        }
        return decided;
    }

    private boolean decide(Task task) {
        boolean open =
                engine.getTaskService().createTaskQuery().taskId(task.getId()).count() == 1;
        Answer answer = open ? answer(task.getTaskDefinitionKey()) : Answer.LEAVE;
        if (answer != Answer.LEAVE) {
            asked.add(new Asked(
                    task.getTaskDefinitionKey(), engine.getTaskService().getVariables(task.getId())));
            engine.getTaskService().complete(task.getId(), answer.variables());
        }
        return answer != Answer.LEAVE;
    }

    private void due(String instance) {
        for (Job timer : engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance)
                .executable()
                .list()) {
            if (engine.getManagementService()
                            .createJobQuery()
                            .jobId(timer.getId())
                            .count()
                    == 1) {
                engine.getManagementService().executeJob(timer.getId());
            }
        }
    }

    /** The run and what it calls at this moment. */
    private List<String> instances() {
        return engine.getRuntimeService().createProcessInstanceQuery().processInstanceBusinessKey(key).list().stream()
                .map(ProcessInstance::getId)
                .toList();
    }

    private void work(ExternalTask step) {
        if (engine.getExternalTaskService()
                        .createExternalTaskQuery()
                        .externalTaskId(step.getId())
                        .count()
                == 0) {
            return; // its phase was left meanwhile, through the failure of a sibling
        }
        Answer answer = answer(step.getActivityId());
        if (answer == Answer.LEAVE) {
            return;
        }
        asked.add(new Asked(step.getActivityId(), engine.getRuntimeService().getVariables(step.getExecutionId())));
        engine.getExternalTaskService().lock(step.getId(), WORKER, 60_000);
        if (answer.error() == null) {
            engine.getExternalTaskService().complete(step.getId(), WORKER, answer.variables());
        } else {
            engine.getExternalTaskService()
                    .handleBpmnError(step.getId(), WORKER, answer.error(), "bent", answer.variables());
        }
    }

    private Answer answer(String element) {
        Deque<Answer> answers = bent.getOrDefault(element, new ArrayDeque<>());
        return answers.isEmpty() ? defaults.getOrDefault(element, Answer.of(Map.of())) : answers.remove();
    }

    public ProcessInstance instance() {
        if (instance == null) {
            throw new IllegalStateException("not begun");
        }
        return instance;
    }

    private String id() {
        return instance().getId();
    }

    public boolean isRunning() {
        return engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(id())
                        .count()
                == 1;
    }

    /** Who answered in which order, called processes among them; exact where two of them share a millisecond, too. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Elements in the order in which they were entered, those of called processes among them. */
    public List<String> passed() {
        return activities(UnaryOperator.identity())
                .map(HistoricActivityInstance::getActivityId)
                .toList();
    }

    /** Steps that were left by an interruption. */
    public Set<String> cancelled() {
        return activities(HistoricActivityInstanceQuery::canceled)
                .map(HistoricActivityInstance::getActivityId)
                .collect(Collectors.toSet());
    }

    private Stream<HistoricActivityInstance> activities(UnaryOperator<HistoricActivityInstanceQuery> narrowed) {
        return engine
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(key)
                .list()
                .stream()
                .flatMap(entered -> narrowed
                        .apply(engine.getHistoryService()
                                .createHistoricActivityInstanceQuery()
                                .processInstanceId(entered.getId()))
                        .orderPartiallyByOccurrence()
                        .asc()
                        .list()
                        .stream())
                .sorted(Comparator.comparing(HistoricActivityInstance::getStartTime));
    }

    /** The end of the process itself, not of its phases. */
    public String end() {
        return engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceId(id())
                .singleResult()
                .getEndActivityId();
    }
}
