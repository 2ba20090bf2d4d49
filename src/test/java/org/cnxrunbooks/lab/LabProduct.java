package org.cnxrunbooks.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.cnxrunbooks.RunbookApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A lab with the whole application on it, as a site runs it: real HTTP, real SSH, a database file. */
public final class LabProduct implements AutoCloseable {

    private final Lab lab;
    private final Path data;
    private final Path variants;
    private ConfigurableApplicationContext application;

    public LabProduct(LabOptions options) {
        this(options, Map.of());
    }

    /** @param variants further cells by name: the lab's own cell as somebody has misconfigured it */
    public LabProduct(LabOptions options, Map<String, Consumer<LabCellText>> variants) {
        lab = Lab.start(options);
        this.variants = LabCellText.write(lab, variants);
        try {
            data = Files.createTempDirectory("runbooks-data-");
        } catch (IOException e) {
            lab.close();
            throw new AssertionError(e);
        }
        application = launch();
        LabAccounts.create(bean(IdentityService.class));
    }

    public LabClient client() {
        return new LabClient(port());
    }

    /** Where browsers find it. */
    public String base() {
        return "http://localhost:" + port();
    }

    /** Ends the runs that an earlier test left behind, and makes the lab what it was at first. */
    public void reset() {
        RuntimeService runs = bean(RuntimeService.class);
        runs.createProcessInstanceQuery()
                .rootProcessInstances()
                .list()
                .forEach(run -> runs.deleteProcessInstance(run.getId(), "left behind by an earlier test"));
        lab.reset();
    }

    private int port() {
        return ((ServletWebServerApplicationContext) application).getWebServer().getPort();
    }

    public Lab lab() {
        return lab;
    }

    public Path vault() {
        return data.resolve("vault");
    }

    /** Where the keys of running backups lie. */
    public Path runKeys() {
        return data.resolve("run-keys");
    }

    /** Directory of a run's set. */
    public Path set(String businessKey) {
        return vault().resolve("lab").resolve(businessKey);
    }

    public <T> T bean(Class<T> type) {
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
                                "--runbooks.encryption.run-keys=" + data.resolve("run-keys"),
                                "--runbooks.evidence.signing-key=" + data.resolve("evidence-key.pem"),
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
