package org.cnxrunbooks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployerTest {

    @TempDir
    Path root;

    @Test
    void unchanged_files_make_no_new_version_and_a_changed_form_makes_one_of_all() throws IOException {
        put("approval.bpmn", "processes");
        put("approve.form", "forms");
        put("ask.form", "forms");
        try (EngineFixture engine = new EngineFixture()) {
            RepositoryService repository = engine.engine.getRepositoryService();
            Deployer deployer = new Deployer(repository, root.toUri().toString());
            deployer.deploy();
            deployer.deploy();
            new Deployer(repository, root.toUri().toString()).deploy();
            assertThat(repository.createDeploymentQuery().list())
                    .singleElement()
                    .satisfies(deployment -> assertThat(deployment.getName()).isEqualTo("connections-runbooks"));
            assertThat(versions(repository)).isOne();

            Path form = root.resolve("forms/ask.form");
            Files.writeString(form, Files.readString(form).replace("Reason", "Why"));
            deployer.deploy();
            assertThat(versions(repository)).isEqualTo(2);
            String latest = repository
                    .createProcessDefinitionQuery()
                    .processDefinitionKey("approval")
                    .latestVersion()
                    .singleResult()
                    .getId();
            assertThat(engine.engine.getFormService().getDeployedStartForm(latest))
                    .asString(java.nio.charset.StandardCharsets.UTF_8)
                    .contains("\"Why\"");
        }
    }

    @Test
    void a_model_whose_retries_are_no_number_is_refused() throws IOException {
        put("no-retry.bpmn", "processes");
        Path model = root.resolve("processes/no-retry.bpmn");
        Files.writeString(model, Files.readString(model).replace("value=\"0\"", "value=\"never\""));
        try (EngineFixture engine = new EngineFixture()) {
            Deployer deployer = new Deployer(
                    engine.engine.getRepositoryService(), root.toUri().toString());
            assertThatThrownBy(deployer::deploy)
                    .hasMessageContaining(
                            "model refused: serviceTask_work, property runbook.retries (observed 'never'");
        }
    }

    private static long versions(RepositoryService repository) {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("approval")
                .count();
    }

    private void put(String name, String folder) throws IOException {
        Files.createDirectories(root.resolve(folder));
        try (var content = DeployerTest.class.getResourceAsStream("/engine/" + name)) {
            Files.write(root.resolve(folder).resolve(name), content.readAllBytes());
        }
    }
}
