package org.cnxrunbooks.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.cnxrunbooks.RunbookApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * The demonstration: the product and a lab cell in one JVM, by {@code mvn spring-boot:test-run}. Ctrl-C ends both.
 *
 * <p>The annotation is how the Maven plug-in's test-run goal tells this main class from those of the stand-ins.
 */
@SpringBootApplication
public class LabApplication {

    public static void main(String[] args) {
        Lab lab = Lab.start(LabOptions.demo());
        try {
            ConfigurableApplicationContext context = application(lab).run(args);
            LabAccounts.create(context.getBean(IdentityService.class));
            System.out.println(table(lab, context.getEnvironment()));
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    /** The product, told of this lab and of an administrator whose password everybody knows. */
    static SpringApplication application(Lab lab) {
        SpringApplication application = new SpringApplication(RunbookApplication.class);
        application.setDefaultProperties(Map.of(
                "spring.config.additional-location",
                lab.settings().toUri().toString(),
                "runbooks.admin.user",
                LabAccounts.ADMINISTRATOR,
                "runbooks.admin.password",
                LabAccounts.ADMINISTRATOR));
        return application;
    }

    private static String table(Lab lab, Environment environment) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"Address", "http://localhost:" + environment.getProperty("local.server.port")});
        LabAccounts.lines().forEach(line -> rows.add(new String[] {rows.size() == 1 ? "Log-ins" : "", line}));
        rows.add(new String[] {"", "(password = name)"});
        lab.parts().forEach((part, kind) -> rows.add(new String[] {"Lab " + part, kind}));
        rows.add(new String[] {
            "Lab mail",
            "real: %s:%d, caught in %s"
                    .formatted(
                            lab.mail().address().getHostString(),
                            lab.mail().address().getPort(),
                            lab.layout().mail())
        });
        rows.add(new String[] {"Lab banner", "stand-in: " + lab.banner().url()});
        LabLayout.WEB_SERVERS.forEach(web -> rows.add(new String[] {
            "Lab " + web.name(), "http://" + lab.layout().address(web.host()) + ":" + LabLayout.HTTP_PORT
        }));
        rows.add(new String[] {"Lab tree", lab.directory().toString()});
        rows.add(new String[] {"Backup key", lab.backupKey().toString()});
        rows.add(new String[] {
            "Vault",
            Path.of(environment.getProperty("runbooks.vault", "data/vault"))
                    .toAbsolutePath()
                    .toString()
        });
        StringBuilder text =
                new StringBuilder("\nConnections Runbooks with the lab cell '" + LabSettings.CELL + "' is ready\n");
        rows.forEach(row -> text.append("  %-14s %s%n".formatted(row[0], row[1])));
        return text.toString();
    }
}
