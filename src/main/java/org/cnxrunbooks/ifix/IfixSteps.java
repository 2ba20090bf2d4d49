package org.cnxrunbooks.ifix;

import static org.cnxrunbooks.ifix.IfixVariables.CELL_NAME;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.cnxrunbooks.cell.Cells;
import org.cnxrunbooks.engine.LongStep;
import org.cnxrunbooks.engine.StandingStep;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.host.Hosts;
import org.cnxrunbooks.vault.Vault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The page that faces {@code processes/ifix.bpmn} and its called parts: one bean for each service task, in the order of the
 * diagrams. Longer than most: as long as the diagrams.
 */
@Configuration(proxyBeanMethods = false)
class IfixSteps {

    /** Runbooks that two at a time would do harm. */
    private static final List<String> CHANGING = List.of("backup", "ifix", "ifix-with-downtime");

    private final Cells cells;
    private final Hosts hosts;
    private final Vault vault;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final Clock clock;

    IfixSteps(Cells cells, Hosts hosts, Vault vault, RuntimeService runtime, TaskService tasks, Clock clock) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.cells = cells;
        this.hosts = hosts;
        this.vault = vault;
        this.clock = clock;
    }

    @Bean
    LongStep planInterimFix() {
        return run -> new IfixPlanning(work(run), vault, runsAtWork(run, runtime, tasks)).plan();
    }

    @Bean
    LongStep checkPlan() {
        return run -> new IfixPlanning(work(run), vault, runsAtWork(run, runtime, tasks)).check();
    }

    @Bean
    LongStep watchService() {
        StandingStep watch = run -> {
            IfixWork work = work(run);
            new Watching(work, work.plan()).untilTakenAway();
        };
        return watch;
    }

    @Bean
    LongStep judgeRollBack() {
        return run -> RollBack.judge(work(run));
    }

    @Bean
    LongStep startStoppedMembers() {
        return run -> run.conclude(Outcome.DONE, restoration(run).startMembers());
    }

    @Bean
    LongStep startStoppedAgents() {
        return run -> run.conclude(Outcome.DONE, restoration(run).startAgents());
    }

    @Bean
    LongStep reportInterimFix() {
        return run -> {
            IfixWork work = work(run);
            new WatchReport(work, work.plan()).write();
        };
    }

    @Bean
    LongStep stopAgentsOfOtherHalf() {
        return run -> run.conclude(Outcome.DONE, changing(run).stopAgentsOfOtherHalf());
    }

    @Bean
    LongStep drainMembers() {
        return run -> changing(run).drain();
    }

    @Bean
    LongStep stopMembers() {
        return run -> run.conclude(Outcome.DONE, changing(run).stopMembers());
    }

    @Bean
    LongStep startAgentsOfHalf() {
        return run -> run.conclude(Outcome.DONE, changing(run).startAgents());
    }

    @Bean
    LongStep installFix() {
        return run -> installation(run).install();
    }

    @Bean
    LongStep rollBackFix() {
        return run -> installation(run).takeBack();
    }

    @Bean
    LongStep syncNodes() {
        return run -> run.conclude(Outcome.DONE, turn(run).syncNodes());
    }

    @Bean
    LongStep clearTemp() {
        return run -> turn(run).clearTemp();
    }

    @Bean
    LongStep startMembers() {
        return run -> run.conclude(Outcome.DONE, turn(run).startMembers());
    }

    @Bean
    LongStep verifyHalf() {
        return run -> {
            HalfTurn turn = turn(run);
            run.conclude(Outcome.DONE, new HalfProof(turn.work(), turn.plan(), turn.half()).require());
        };
    }

    @Bean
    LongStep recordFailureDecision() {
        return run -> new FailureDecision(work(run)).record();
    }

    @Bean
    LongStep switchRouting() {
        return run -> routing(run).move();
    }

    @Bean
    LongStep verifyRouting() {
        return run -> routing(run).verify();
    }

    /**
     * Other runs that stop or change servers of the same cell, unless they still wait for their approval. Asked on a thread
     * of its own: a step's may be interrupted, and an interrupt in a query closes the whole H2 database.
     */
    static List<String> runsAtWork(StepRun run, RuntimeService runtime, TaskService tasks) {
        String cell = run.read(CELL_NAME);
        return CompletableFuture.supplyAsync(() -> CHANGING.stream()
                        .flatMap(key -> runtime
                                .createProcessInstanceQuery()
                                .processDefinitionKey(key)
                                .variableValueEquals(CELL_NAME.name(), cell)
                                .list()
                                .stream())
                        .filter(other -> tasks.createTaskQuery()
                                        .processInstanceBusinessKey(other.getBusinessKey())
                                        .taskDefinitionKeyLike("userTask_approve%")
                                        .count()
                                == 0)
                        .map(ProcessInstance::getBusinessKey)
                        .filter(key -> !run.runId().equals(key))
                        .toList())
                .join();
    }

    private HalfTurn turn(StepRun run) {
        IfixWork work = work(run);
        return new HalfTurn(work, work.plan(), work.half());
    }

    /** Before a change: users must not have been failed more often than was agreed. */
    private HalfTurn changing(StepRun run) {
        HalfTurn turn = turn(run);
        ErrorBudget.require(turn.work(), turn.plan());
        return turn;
    }

    private Restoration restoration(StepRun run) {
        IfixWork work = work(run);
        return new Restoration(work, work.plan());
    }

    private Installation installation(StepRun run) {
        HalfTurn turn = changing(run);
        return new Installation(turn.work(), turn.plan());
    }

    private Routing routing(StepRun run) {
        IfixWork work = work(run);
        return new Routing(work, work.plan());
    }

    private IfixWork work(StepRun run) {
        return IfixWork.of(run, cells, hosts, clock);
    }
}
