package org.cnxrunbooks.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.cnxrunbooks.RunbookApplication;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The product in a JVM of its own, to be killed. */
public final class LabProductProcess implements AutoCloseable {

    private static final String READY = "ready at ";
    private static final String KILL_AT = "kill at ";
    private static final String SAY = "say ";

    private final Process process;
    private final int port;
    private final AtomicReference<String> killedAt;

    private LabProductProcess(Process process, int port, AtomicReference<String> killedAt) {
        this.process = process;
        this.port = port;
        this.killedAt = killedAt;
    }

    /**
     * The product as it runs at a site, with the lab's accounts. Each line of its input is the id of a timer that is due,
     * steps at the first of which it is to be killed, or what it is to write to its log.
     */
    public static void main(String[] args) {
        ConfigurableApplicationContext product = new SpringApplicationBuilder(RunbookApplication.class).run(args);
        LabAccounts.create(product.getBean(IdentityService.class));
        System.out.println(READY + product.getEnvironment().getProperty("local.server.port"));
        try (Scanner timers = new Scanner(System.in, StandardCharsets.UTF_8)) {
            while (timers.hasNextLine()) {
                String line = timers.nextLine();
                if (line.startsWith(SAY)) {
                    LoggerFactory.getLogger(LabProductProcess.class).info("{}", line.substring(SAY.length()));
                } else if (line.startsWith(KILL_AT)) {
                    List<String> topics =
                            List.of(line.substring(KILL_AT.length()).split(","));
                    Thread watch = new Thread(() -> killAtWork(product.getBean(ExternalTaskService.class), topics));
                    watch.setDaemon(true);
                    watch.start();
                } else {
                    product.getBean(ManagementService.class).executeJob(line);
                }
            }
        }
    }

    /** Ends this process by SIGKILL soon after one of the steps is at work in it. */
    private static void killAtWork(ExternalTaskService tasks, List<String> topics) {
        String self = ManagementFactory.getRuntimeMXBean().getName();
        while (true) {
            for (ExternalTask task : tasks.createExternalTaskQuery().locked().list()) {
                if (topics.contains(task.getTopicName()) && task.getWorkerId().startsWith(self)) {
                    System.out.println(KILL_AT + task.getTopicName());
                    System.out.flush();
                    try {
                        Thread.sleep(ThreadLocalRandom.current().nextInt(400));
                        new ProcessBuilder(
                                        "kill",
                                        "-9",
                                        Long.toString(ProcessHandle.current().pid()))
                                .start()
                                .waitFor();
                    } catch (IOException | InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }
            }
            LabWait.pause();
        }
    }

    /** Starts it on data that outlive it, and waits until it answers. */
    public static LabProductProcess start(Lab lab, Path data) {
        return start(
                data,
                List.of(
                        "--spring.config.additional-location=" + lab.settings().toUri(),
                        "--runbooks.admin.user=admin",
                        "--runbooks.admin.password=admin"),
                Map.of(),
                line -> {});
    }

    /**
     * The same with all that a site says by itself.
     *
     * @param environment beside the one of this JVM
     * @param log takes each line that it writes
     */
    public static LabProductProcess start(
            Path data, List<String> arguments, Map<String, String> environment, Consumer<String> log) {
        try {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx384m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    LabProductProcess.class.getName(),
                    "--spring.datasource.url=jdbc:h2:file:" + data.resolve("runbooks") + ";WRITE_DELAY=0",
                    "--server.port=0",
                    "--runbooks.vault=" + data.resolve("vault"),
                    "--runbooks.encryption.run-keys=" + data.resolve("run-keys"),
                    "--runbooks.evidence.signing-key=" + data.resolve("evidence-key.pem"),
                    "--runbooks.engine.lease=5s"));
            command.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            AtomicReference<String> killedAt = new AtomicReference<>("");
            return new LabProductProcess(process, awaitReady(process, killedAt, log), killedAt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public LabClient client() {
        return new LabClient(port);
    }

    /** @param passwords by name of the account */
    public LabClient client(UnaryOperator<String> passwords) {
        return new LabClient(port, passwords);
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** Writes a line to its log, by its own means. */
    public void say(String line) {
        write(SAY + line);
    }

    /** Lets a timer come due now, which nobody may ask for from outside. */
    public void fire(String timer) {
        write(timer);
    }

    private void write(String line) {
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(line)
                    .append('\n')
                    .flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has it killed as soon as one of the steps is at work, and says which one it was. */
    public String killAt(Collection<String> topics, Duration bound) {
        write(KILL_AT + String.join(",", topics));
        try {
            if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("None of these steps was at work within " + bound + ": " + topics);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        LabWait.until(
                "word of the step",
                Duration.ofSeconds(10),
                () -> !killedAt.get().isEmpty(),
                () -> "none");
        return killedAt.get();
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
    private static int awaitReady(Process process, AtomicReference<String> killedAt, Consumer<String> log)
            throws IOException {
        StringBuilder seen = new StringBuilder();
        BufferedReader lines = process.inputReader();
        String line = lines.readLine();
        while (line != null && !line.startsWith(READY)) {
            seen.append(line).append('\n');
            log.accept(line);
            line = lines.readLine();
        }
        if (line == null) {
            throw new AssertionError("The product did not start:\n" + seen);
        }
        Thread rest = new Thread(() -> drain(lines, killedAt, log), "product-output");
        rest.setDaemon(true);
        rest.start();
        return Integer.parseInt(line.substring(READY.length()));
    }

    /** A full pipe would stop the product. */
    private static void drain(BufferedReader lines, AtomicReference<String> killedAt, Consumer<String> log) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(KILL_AT)) {
                    killedAt.set(line.substring(KILL_AT.length()));
                }
                log.accept(line);
            }
        } catch (IOException e) {
            // the product was killed
        }
    }
}
