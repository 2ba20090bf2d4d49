package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.cnxrunbooks.RunbookApplication;
import org.cnxrunbooks.evidence.Entry;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole application on PostgreSQL, as one node of a cluster runs it. */
class PostgresIT {

    private static final String ADMIN = "admin:not a default";

    @TempDir
    static Path vault;

    private static PrivatePostgres postgres;
    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void start() throws IOException {
        Optional<Path> programs = PrivatePostgres.programs();
        if (!"real".equals(System.getProperty("lab.require"))) {
            Assumptions.assumeTrue(programs.isPresent(), "PostgreSQL is not installed");
        }
        postgres = PrivatePostgres.start(programs.orElseThrow(
                () -> new IllegalStateException("PostgreSQL is not installed (package postgresql)")));
        application = node();
    }

    @AfterAll
    static void stop() throws IOException {
        if (application != null) {
            application.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void the_engines_tables_and_ours_lie_in_postgresql() throws SQLException {
        try (Connection connection = application.getBean(DataSource.class).getConnection()) {
            assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("PostgreSQL");
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
            for (String table : List.of("act_ru_execution", "evidence_entry", "runbook_schema_history")) {
                try (var found = connection.getMetaData().getTables(null, "public", table, null)) {
                    assertThat(found.next()).as(table).isTrue();
                }
            }
        }
    }

    @Test
    void the_configured_administrator_logs_in_and_nobody_else() throws Exception {
        assertThat(engineRest(ADMIN)).isEqualTo(200);
        assertThat(engineRest("admin:admin")).isEqualTo(401);
        assertThat(engineRest(null)).isEqualTo(401);
    }

    @Test
    void a_run_is_worked_and_its_evidence_kept() {
        String run = application
                .getBean(RuntimeService.class)
                .startProcessInstanceByKey(
                        "backup",
                        Map.of(
                                "cellName", "nowhere",
                                "changeReference", "CHG1",
                                "reason", "proof on PostgreSQL",
                                "includeInstallationManager", true))
                .getId();
        HistoricProcessInstance ended = awaitEnd(run);
        assertThat(ended.getEndActivityId()).isEqualTo("endEvent_backupRefused");
        List<Entry> entries = application.getBean(Evidence.class).entries(ended.getBusinessKey());
        assertThat(entries).extracting(entry -> entry.draft().outcome()).contains(Outcome.REFUSED);
    }

    @Test
    void a_second_node_on_the_same_database_makes_nothing_twice() {
        try (ConfigurableApplicationContext second = node()) {
            ProcessEngine engine = second.getBean(ProcessEngine.class);
            assertThat(engine.getRepositoryService()
                            .createProcessDefinitionQuery()
                            .processDefinitionKey("backup")
                            .list())
                    .hasSize(1);
            assertThat(engine.getIdentityService().createGroupQuery().count()).isEqualTo(Role.values().length);
            assertThat(engine.getFilterService().createFilterQuery().count()).isEqualTo(6);
        }
    }

    private static ConfigurableApplicationContext node() {
        return new SpringApplicationBuilder(RunbookApplication.class)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + postgres.url(),
                        "--spring.datasource.username=" + PrivatePostgres.USER,
                        "--spring.datasource.password=" + PrivatePostgres.PASSWORD,
                        "--runbooks.vault=" + vault,
                        "--runbooks.evidence.signing-key=" + vault.resolve("evidence-key.pem"),
                        "--runbooks.engine.poll=1s",
                        "--runbooks.admin.user=admin",
                        "--runbooks.admin.password=not a default");
    }

    private static HistoricProcessInstance awaitEnd(String run) {
        HistoryService history = application.getBean(HistoryService.class);
        return Await.until(
                "end of run " + run, Duration.ofMinutes(5), () -> history.createHistoricProcessInstanceQuery()
                        .processInstanceId(run)
                        .finished()
                        .singleResult());
    }

    private static int engineRest(String credentials) throws Exception {
        int port = ((ServletWebServerApplicationContext) application)
                .getWebServer()
                .getPort();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/engine-rest/group"));
        if (credentials != null) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        }
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }
}
