package org.cnxrunbooks.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.cnxrunbooks.RunbookApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The product in a JVM of its own, to be killed. */
public final class LabProductProcess implements AutoCloseable {

    private static final String READY = "ready at ";

    private final Process process;
    private final int port;

    private LabProductProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The product as it runs at a site, with the lab's accounts. Each line of its input is the id of a timer that is due. */
    public static void main(String[] args) {
        ConfigurableApplicationContext product = new SpringApplicationBuilder(RunbookApplication.class).run(args);
        LabAccounts.create(product.getBean(IdentityService.class));
        System.out.println(READY + product.getEnvironment().getProperty("local.server.port"));
        try (Scanner timers = new Scanner(System.in, StandardCharsets.UTF_8)) {
            while (timers.hasNextLine()) {
                product.getBean(ManagementService.class).executeJob(timers.nextLine());
            }
        }
    }

    /** Starts it on data that outlive it, and waits until it answers. */
    public static LabProductProcess start(Lab lab, Path data) {
        try {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx384m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    LabProductProcess.class.getName(),
                    "--spring.config.additional-location=" + lab.settings().toUri(),
                    "--spring.datasource.url=jdbc:h2:file:" + data.resolve("runbooks") + ";WRITE_DELAY=0",
                    "--server.port=0",
                    "--runbooks.vault=" + data.resolve("vault"),
                    "--runbooks.evidence.signing-key=" + data.resolve("evidence-key.pem"),
                    "--runbooks.admin.user=admin",
                    "--runbooks.admin.password=admin",
                    "--runbooks.engine.lease=5s"));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new LabProductProcess(process, awaitReady(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public LabClient client() {
        return new LabClient(port);
    }

    /** Lets a timer come due now, which nobody may ask for from outside. */
    public void fire(String timer) {
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(timer)
                    .append('\n')
                    .flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL, as the kernel or an impatient person would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("The product survived SIGKILL");
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            kill();
        }
    }

    /** @return its port */
    private static int awaitReady(Process process) throws IOException {
        StringBuilder seen = new StringBuilder();
        BufferedReader lines = process.inputReader();
        String line = lines.readLine();
        while (line != null && !line.startsWith(READY)) {
            seen.append(line).append('\n');
            line = lines.readLine();
        }
        if (line == null) {
            throw new AssertionError("The product did not start:\n" + seen);
        }
        Thread rest = new Thread(() -> drain(lines), "product-output");
        rest.setDaemon(true);
        rest.start();
        return Integer.parseInt(line.substring(READY.length()));
    }

    private static void drain(BufferedReader lines) {
        try {
            while (lines.readLine() != null) {
                // nobody reads it, and a full pipe would stop the product
            }
        } catch (IOException e) {
            // the product was killed
        }
    }
}
