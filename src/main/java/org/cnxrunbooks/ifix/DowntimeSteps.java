package org.cnxrunbooks.ifix;

import java.time.Clock;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.cnxrunbooks.cell.Cells;
import org.cnxrunbooks.engine.LongStep;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.host.Hosts;
import org.cnxrunbooks.vault.Vault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The page that faces {@code processes/ifix-with-downtime.bpmn}: one bean for each service task, in the order of the
 * diagram. What is done to a half elsewhere is done to all nodes at once here.
 */
@Configuration(proxyBeanMethods = false)
class DowntimeSteps {

    private final Cells cells;
    private final Hosts hosts;
    private final Vault vault;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final Clock clock;

    DowntimeSteps(Cells cells, Hosts hosts, Vault vault, RuntimeService runtime, TaskService tasks, Clock clock) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.cells = cells;
        this.hosts = hosts;
        this.vault = vault;
        this.clock = clock;
    }

    @Bean
    LongStep planFixWithDowntime() {
        return run -> planning(run).plan();
    }

    @Bean
    LongStep checkDowntimePlan() {
        return run -> planning(run).check(outage(run));
    }

    @Bean
    LongStep stopAllMembers() {
        return run -> run.conclude(Outcome.DONE, outage(run).turnToStop().stopMembers());
    }

    @Bean
    LongStep startAllAgents() {
        return run -> run.conclude(Outcome.DONE, outage(run).turn().startAgents());
    }

    @Bean
    LongStep installFixInOutage() {
        return run -> outage(run).installation().install();
    }

    @Bean
    LongStep rollBackFixInOutage() {
        return run -> outage(run).installation().takeBack();
    }

    @Bean
    LongStep clearAllTemp() {
        return run -> outage(run).turn().clearTemp();
    }

    @Bean
    LongStep syncAllNodes() {
        return run -> run.conclude(Outcome.DONE, outage(run).turn().syncNodes());
    }

    @Bean
    LongStep startAllMembers() {
        return run -> run.conclude(Outcome.DONE, outage(run).turn().startMembers());
    }

    @Bean
    LongStep verifyWholeCell() {
        return run -> run.conclude(Outcome.DONE, outage(run).verify());
    }

    @Bean
    LongStep recordOutageDecision() {
        return run -> new FailureDecision(work(run)).record();
    }

    @Bean
    LongStep judgeWayBack() {
        return run -> RollBack.judge(work(run));
    }

    private DowntimePlanning planning(StepRun run) {
        return new DowntimePlanning(work(run), vault, IfixSteps.runsAtWork(run, runtime, tasks));
    }

    private Outage outage(StepRun run) {
        return Outage.of(work(run));
    }

    private IfixWork work(StepRun run) {
        return IfixWork.of(run, cells, hosts, clock);
    }
}
