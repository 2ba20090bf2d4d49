package org.cnxrunbooks.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.camunda.bpm.engine.IdentityService;
import org.cnxrunbooks.RunbookApplication;
import org.cnxrunbooks.lab.Lab;
import org.cnxrunbooks.lab.LabAccounts;
import org.cnxrunbooks.lab.LabOptions;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A lab with the whole application on it, as a site runs it: real HTTP, real SSH, a database file. */
final class BackupLab implements AutoCloseable {

    private final Lab lab;
    private final Path data;
    private final Path variants;
    private ConfigurableApplicationContext application;

    BackupLab(LabOptions options) {
        this(options, Map.of());
    }

    /** @param variants further cells by name: the lab's own cell as somebody has misconfigured it */
    BackupLab(LabOptions options, Map<String, Consumer<CellText>> variants) {
        lab = Lab.start(options);
        this.variants = CellText.write(lab, variants);
        try {
            data = Files.createTempDirectory("runbooks-data-");
        } catch (IOException e) {
            lab.close();
            throw new AssertionError(e);
        }
        application = launch();
        LabAccounts.create(bean(IdentityService.class));
    }

    RunClient client() {
        return new RunClient(((ServletWebServerApplicationContext) application)
                .getWebServer()
                .getPort());
    }

    Lab lab() {
        return lab;
    }

    Path vault() {
        return data.resolve("vault");
    }

    /** Directory of a run's set. */
    Path set(String businessKey) {
        return vault().resolve("lab").resolve(businessKey);
    }

    <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    private ConfigurableApplicationContext launch() {
        return new SpringApplicationBuilder(RunbookApplication.class)
                .run(List.of(
                                "--spring.config.additional-location="
                                        + lab.settings().toUri() + "," + variants.toUri(),
                                "--spring.datasource.url=jdbc:h2:file:" + data.resolve("runbooks") + ";WRITE_DELAY=0",
                                "--server.port=0",
                                "--runbooks.vault=" + vault(),
                                "--runbooks.admin.user=admin",
                                "--runbooks.admin.password=admin",
                                "--runbooks.engine.retry-delay=200ms")
                        .toArray(String[]::new));
    }

    @Override
    public void close() {
        application.close();
        lab.close();
    }
}
