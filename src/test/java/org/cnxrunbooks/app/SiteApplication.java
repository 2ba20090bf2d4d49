package org.cnxrunbooks.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.cnxrunbooks.RunbookApplication;
import org.cnxrunbooks.guard.Caller;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole application as a site configures it, on a free port; its cell {@code prod} cannot be reached. */
record SiteApplication(ConfigurableApplicationContext context) implements AutoCloseable {

    /** @param more arguments that count more than those given here */
    static SiteApplication start(Path directory, String... more) throws IOException {
        Path settings = Files.writeString(
                directory.resolve("prod.yaml"),
                new SettingsText(directory).replace("10.0.0.", "127.250.0.").yaml());
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.config.additional-location=" + settings.toUri(),
                "--server.port=0",
                "--spring.datasource.url=jdbc:h2:file:" + directory.resolve("runbooks") + ";DB_CLOSE_ON_EXIT=FALSE",
                "--runbooks.admin.user=admin",
                "--runbooks.admin.password=admin",
                "--runbooks.vault=" + directory.resolve("vault"),
                "--runbooks.evidence.signing-key=" + directory.resolve("evidence-key.pem"),
                "--logging.level.root=off",
                "--logging.level.org.cnxrunbooks=off"));
        arguments.addAll(List.of(more));
        return new SiteApplication(SpringApplication.run(RunbookApplication.class, arguments.toArray(String[]::new)));
    }

    int port() {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    ProcessEngine engine() {
        return context.getBean(ProcessEngine.class);
    }

    /** Somebody with the name as password, at the REST API. */
    Caller caller(String user) {
        return new Caller(port(), user, user);
    }

    /** Makes somebody with the name as password. */
    void person(String id, String... groups) {
        IdentityService identities = engine().getIdentityService();
        User user = identities.newUser(id);
        user.setPassword(id);
        identities.saveUser(user);
        for (String group : groups) {
            identities.createMembership(id, group);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
