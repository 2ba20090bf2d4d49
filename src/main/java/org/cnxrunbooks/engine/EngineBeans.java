package org.cnxrunbooks.engine;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.cnxrunbooks.evidence.Evidence;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * The parts of this room. {@code apart} names the connections that take no part in the engine's transactions; the
 * application provides them, the evidence and the clock.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EngineSettings.class)
class EngineBeans {

    @Bean
    StepRecorder stepRecorder(Evidence evidence, Clock clock) {
        return new StepRecorder(evidence, clock);
    }

    @Bean
    Steps steps(StepRecorder recorder) {
        return new ShortSteps(recorder);
    }

    @Bean
    WorkSignals workSignals() {
        return new WorkSignals();
    }

    @Bean
    @DependsOnDatabaseInitialization
    ProcessEnginePlugin runbookPlugin(
            @Qualifier("apart") DataSource apart,
            StepRecorder recorder,
            WorkSignals signals,
            ObjectProvider<RunEnd> ends,
            Clock clock) {
        RunListener runs = new RunListener(new RunKeys(apart, clock), recorder, runId -> ends.orderedStream()
                .forEach(end -> end.ended(runId)));
        return new RunbookPlugin(new RunbookListeners(runs, new Decisions(recorder), signals));
    }

    @Bean(destroyMethod = "close")
    @DependsOnDatabaseInitialization
    LiveProgress progressBoard(@Qualifier("apart") DataSource apart, Clock clock) {
        return new LiveProgress(new ProgressTable(apart), clock);
    }

    @Bean
    Running running(
            RepositoryService repository,
            ExternalTaskService tasks,
            ListableBeanFactory beans,
            StepRecorder recorder,
            LiveProgress progress,
            WorkSignals signals,
            EngineSettings settings,
            Clock clock) {
        String workerId = ManagementFactory.getRuntimeMXBean().getName() + "-" + UUID.randomUUID();
        StepReports reports = new StepReports(tasks, new ErrorCatches(repository), settings, clock, workerId);
        LongStepRunner runner =
                new LongStepRunner(beans.getBeansOfType(LongStep.class), repository, recorder, reports, progress);
        LongStepWorker worker = new LongStepWorker(tasks, runner, signals, settings, workerId);
        return new Running(new Deployer(repository, "classpath*:"), worker);
    }

    @Bean
    FilterRegistrationBean<OptionsFilter> optionsFilter(
            ObjectProvider<FormOptions> suppliers, ObjectProvider<RepositoryService> repository) {
        FilterRegistrationBean<OptionsFilter> registration = new FilterRegistrationBean<>(new OptionsFilter(
                suppliers.orderedStream().toList(),
                id -> repository.getObject().getProcessDefinition(id).getKey()));
        registration.addUrlPatterns("/camunda/api/*", "/engine-rest/*");
        registration.setAsyncSupported(true);
        registration.setOrder(Ordered.LOWEST_PRECEDENCE);
        return registration;
    }
}
