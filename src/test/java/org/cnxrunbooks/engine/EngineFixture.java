package org.cnxrunbooks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.spin.plugin.impl.SpinProcessEnginePlugin;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Entry;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.store.JdbcEvidence;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** A real engine on a database of its own, with as many nodes working long steps as a test wants. */
final class EngineFixture implements AutoCloseable {

    /** The longest wait for anything; reached on a broken or a very busy machine alone. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Looks often; a lease so long that no busy machine loses it, and reports insist as long on being heard. */
    static final EngineSettings FAST =
            new EngineSettings(4, Duration.ofSeconds(60), Duration.ofMillis(200), Duration.ofMillis(20), PATIENCE);

    /** As FAST, with a heartbeat each second. */
    static final EngineSettings BEATING =
            new EngineSettings(4, Duration.ofSeconds(3), Duration.ofMillis(200), Duration.ofMillis(20), PATIENCE);

    final HikariDataSource engines;
    final HikariDataSource apart;
    final JdbcEvidence evidence;
    final ProcessEngine engine;
    final StepRecorder recorder;
    final WorkSignals signals = new WorkSignals();
    final Map<String, JavaDelegate> delegates = new ConcurrentHashMap<>();
    final List<String> ended = new CopyOnWriteArrayList<>();
    private final List<LongStepWorker> workers = new ArrayList<>();
    private final List<LiveProgress> boards = new ArrayList<>();

    EngineFixture(String... models) {
        this("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", Clock.systemUTC(), models);
    }

    EngineFixture(String url, Clock clock, String... models) {
        engines = pool(url, 12);
        apart = pool(url, 4);
        Flyway.configure()
                .dataSource(apart)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        evidence = new JdbcEvidence(apart);
        recorder = new StepRecorder(evidence, clock);
        RunListener runs = new RunListener(new RunKeys(apart, clock), recorder, ended::add);
        SpringProcessEngineConfiguration configuration = new SpringProcessEngineConfiguration();
        configuration.setProcessEngineName("engine-" + UUID.randomUUID());
        configuration.setDataSource(engines);
        configuration.setTransactionManager(new DataSourceTransactionManager(engines));
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setJobExecutorActivate(false);
        configuration.setHistory("full");
        configuration.setDmnEnabled(false);
        configuration.setDefaultSerializationFormat("application/json");
        List<ProcessEnginePlugin> plugins = new ArrayList<>();
        plugins.add(new SpinProcessEnginePlugin());
        plugins.add(new RunbookPlugin(new RunbookListeners(runs, new Decisions(recorder), signals)));
        configuration.setProcessEnginePlugins(plugins);
        Map<Object, Object> beans = new HashMap<>();
        beans.put("check", (JavaDelegate) execution -> delegates.get("check").execute(execution));
        configuration.setBeans(beans);
        engine = configuration.buildProcessEngine();
        if (models.length > 0) {
            DeploymentBuilder builder =
                    engine.getRepositoryService().createDeployment().name("test");
            Arrays.stream(models).forEach(model -> builder.addClasspathResource("engine/" + model));
            builder.deploy();
        }
    }

    private static HikariDataSource pool(String url, int size) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(1);
        return pool;
    }

    /** One more node; the first shares the signals of this engine, the others only poll. */
    LongStepWorker node(EngineSettings settings, Map<String, LongStep> steps) {
        WorkSignals mine = workers.isEmpty() ? signals : new WorkSignals();
        LiveProgress board = new LiveProgress(new ProgressTable(apart), Clock.systemUTC());
        boards.add(board);
        String workerId = "node-" + (workers.size() + 1) + "-" + UUID.randomUUID();
        StepReports reports = new StepReports(
                engine.getExternalTaskService(),
                new ErrorCatches(engine.getRepositoryService()),
                settings,
                Clock.systemUTC(),
                workerId);
        LongStepRunner runner = new LongStepRunner(steps, engine.getRepositoryService(), recorder, reports, board);
        LongStepWorker worker = new LongStepWorker(engine.getExternalTaskService(), runner, mine, settings, workerId);
        workers.add(worker);
        worker.start();
        return worker;
    }

    LiveProgress board(int node) {
        return boards.get(node);
    }

    ProcessInstance start(String process) {
        return start(process, Map.of());
    }

    ProcessInstance start(String process, Map<String, Object> variables) {
        Map<String, Object> all = new HashMap<>(variables);
        all.putIfAbsent("cellName", "lab");
        return engine.getRuntimeService().startProcessInstanceByKey(process, "key-of-the-caller", all);
    }

    String runId(ProcessInstance instance) {
        return engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceId(instance.getId())
                .singleResult()
                .getBusinessKey();
    }

    List<Draft> acts(ProcessInstance instance) {
        return evidence.entries(runId(instance)).stream().map(Entry::draft).toList();
    }

    List<Draft> acts(ProcessInstance instance, String step) {
        return acts(instance).stream()
                .filter(draft -> draft.step().equals(step))
                .toList();
    }

    boolean ended(ProcessInstance instance) {
        return engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(instance.getId())
                        .count()
                == 0;
    }

    boolean waitsAt(ProcessInstance instance, String task) {
        return engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceId(instance.getId())
                        .taskDefinitionKey(task)
                        .count()
                == 1;
    }

    /** What stands in the way of any run. */
    List<String> incidents() {
        return engine.getRuntimeService().createIncidentQuery().list().stream()
                .map(incident -> incident.getActivityId() + ": " + incident.getIncidentMessage())
                .toList();
    }

    Object variable(ProcessInstance instance, String name) {
        return engine.getRuntimeService().getVariable(instance.getId(), name);
    }

    static void until(String what, BooleanSupplier condition) {
        until(what, condition, () -> "still not");
    }

    static void until(String what, BooleanSupplier condition, Supplier<?> lastSeen) {
        org.awaitility.Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .pollDelay(Duration.ZERO)
                .untilAsserted(() -> assertThat(condition.getAsBoolean())
                        .as(() -> what + ", last seen: " + lastSeen.get())
                        .isTrue());
    }

    Evidence evidence() {
        return evidence;
    }

    /** Ends all nodes as a shutdown would; the engine stays for the next test. */
    void stopNodes() {
        engine.getIdentityService().clearAuthentication();
        workers.forEach(LongStepWorker::stop);
        workers.clear();
        boards.forEach(LiveProgress::close);
        boards.clear();
    }

    @Override
    public void close() {
        stopNodes();
        engine.close();
        evidence.close();
        apart.close();
        engines.close();
    }
}
