package org.cnxrunbooks.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A running lab: six hosts, a pretend WebSphere cell, databases, two web
 * servers. One object, started by
 * {@link #start} and ended by {@link #close}; what a killed JVM left behind is ended by the next start in its directory.
 *
 * <p>Longer than the house allows as it is the one door to the lab: most of it hands on to the parts.
 */
public final class Lab implements AutoCloseable {

    static final String WSADMIN_USER = "wasadmin";
    static final String SETTINGS = "application-lab.yaml";
    static final String INVENTORY = "lab.json";

    private final LabLayout layout;
    private final LabOptions options;
    private final LabScripts scripts;
    private final LabFaults faults;
    private final LabServers servers;
    private final LabMachines machines;
    private final Duration startedIn;
    private List<LabPostgres> postgres = List.of();
    private @Nullable LabWebServers web;
    private @Nullable LabMail mail;
    private @Nullable LabBanner banner;
    private @Nullable LabFaultWatch watch;
    private @Nullable Thread hook;
    private LabParts parts;

    private Lab(LabOptions options) throws IOException {
        long begin = System.nanoTime();
        this.options = options;
        Path directory = options.directory().toAbsolutePath().normalize();
        this.layout = new LabLayout(directory, options.network(), options.clusters());
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        this.scripts = new LabScripts(layout, options, java.toString(), classes());
        this.faults = new LabFaults(layout.faults());
        this.servers = new LabServers(layout);
        this.parts = LabParts.of(options);
        this.machines = new LabMachines(layout, scripts, parts);
        LabRequirement.check(options);
        try {
            build(java.toString());
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
        this.startedIn = Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Starts a lab from nothing; fails with a message that says what is missing or in the way. */
    public static Lab start(LabOptions options) {
        try {
            Lab lab = new Lab(options);
            lab.hook = new Thread(lab::close, "lab-end");
            Runtime.getRuntime().addShutdownHook(lab.hook);
            return lab;
        } catch (CompletionException e) {
            throw new IllegalStateException(
                    "the lab did not start: " + options.directory() + ": "
                            + e.getCause().getMessage(),
                    e.getCause());
        } catch (IOException e) {
            throw new UncheckedIOException("the lab did not start: " + options.directory(), e);
        }
    }

    private void build(String java) throws IOException {
        clear();
        writeSecret(layout.wsadminPassword());
        writeSecret(layout.bannerPassword());
        mail = LabMail.start(layout.address("dmgr"), LabMail.PORT, layout.mail());
        banner = LabBanner.start(layout.address("web"), LabBanner.PORT, Files.readString(layout.bannerPassword()));
        new LabInventory(layout, options, parts).writeProperties(java, classes());
        CompletableFuture<Void> database = async(this::startDatabase);
        new LabApplications(layout).write();
        scripts.write();
        servers.startAll();
        CompletableFuture<Void> hosts = async(machines::startAll);
        CompletableFuture<Void> webServer = async(() -> web = LabWebServers.start(layout, parts.webServer()));
        new LabTree(layout, options).write();
        Path awkward = layout.lab().resolve("awkward-files.sh");
        LabScripts.executable(awkward, LabScripts.resource("awkward-files.sh"));
        LabCommand.run(List.of(
                awkward.toString(), layout.shared().resolve("files/awkward").toString()));
        CompletableFuture.allOf(database, hosts, webServer).join();
        if (web != null) {
            parts = parts.with(web);
        }
        servers.awaitAll();
        new LabSettings(layout, options, machines.all(), parts.realDatabase())
                .write(layout.lab().resolve(SETTINGS), LabBackupKey.write(layout.backupKey()));
        new LabInventory(layout, options, parts).writeJson(machines.all());
        watch = LabFaultWatch.start(this);
    }

    /** Ends everything. Calling twice is harmless. */
    @Override
    public synchronized void close() {
        try {
            if (watch != null) {
                watch.close();
            }
            Files.deleteIfExists(layout.lab().resolve(INVENTORY));
            if (mail != null) {
                mail.close();
            }
            if (banner != null) {
                banner.close();
            }
            machines.stopAll();
            if (web != null) {
                web.close();
                web = null;
            }
            for (LabPostgres cluster : postgres) {
                cluster.close();
            }
            postgres = List.of();
            LabProcesses.endAll(layout.run());
            if (hook != null && Thread.currentThread() != hook) {
                Runtime.getRuntime().removeShutdownHook(hook);
                hook = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the lab did not end cleanly: " + layout.lab(), e);
        } catch (IllegalStateException e) {
            // the JVM is on its way down already: its hook ends the lab
            hook = null;
        }
    }

    /** Switches all faults off and brings every host and server up again, web servers with the
     * configuration and applications with the version of the start; stored content stays as it is. */
    public synchronized void reset() {
        faults.clear();
        if (watch != null) {
            watch.look();
        }
        mail().clear();
        mail().up();
        banner().reset();
        machines.startAll();
        try {
            new LabApplications(layout).restore(servers);
            servers.startAll();
            if (web != null) {
                web.reset();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the lab is not as it was", e);
        }
        servers.awaitAll();
    }

    /** Time from nothing to everything answering. */
    public Duration startedIn() {
        return startedIn;
    }

    public Path directory() {
        return layout.lab();
    }

    /** The generated configuration for the product, for {@code spring.config.additional-location}. */
    public Path settings() {
        return layout.lab().resolve(SETTINGS);
    }

    /** File of the key that opens the lab's backups, for {@code age --identity}. */
    public Path backupKey() {
        return layout.backupKey();
    }

    public Path ledger() {
        return layout.ledger();
    }

    /** The host's own directory, in front of the vendor's paths. */
    public Path root(String host) {
        return layout.root(host);
    }

    public Path sharedData() {
        return layout.shared();
    }

    /** Directory of a node's profile; {@code LabDmgrNode}, {@code LabNode1} or {@code LabNode2}. */
    public Path profile(String node) {
        return layout.profile(node);
    }

    /** How to reach a host, as the product knows it. */
    public LabSsh host(String name) {
        return Objects.requireNonNull(machines.find(name), () -> "the host is down: " + name);
    }

    /** {@code real} or {@code fallback} by part. */
    public Map<String, String> parts() {
        return parts.asMap();
    }

    public void fault(String name, boolean on) {
        try {
            faults.set(name, on);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a host off the network: nothing listens, open connections break. */
    public void hostDown(String host) {
        machines.stop(host);
    }

    public void hostUp(String host) {
        machines.start(host);
    }

    /** Breaks every open SSH connection of a host; the server itself goes on. */
    public void cut(String host) {
        LabSsh server = machines.find(host);
        if (server != null) {
            server.cut();
        }
    }

    /** The SMTP server that the product's mail goes to. */
    public LabMail mail() {
        return Objects.requireNonNull(mail);
    }

    /** The stand-in of the banner of Connections. */
    public LabBanner banner() {
        return Objects.requireNonNull(banner);
    }

    /** State of a WebSphere process: STARTING, STARTED, STOPPING or STOPPED. */
    public String serverState(String node, String server) {
        return servers.control(node, server).state();
    }

    /** A WebSphere process, without the scripts of its host between. */
    public LabWasControl process(String node, String server) {
        return servers.control(node, server);
    }

    /** Requests that an application server is answering now; none when it is down. */
    public int activeRequests(String node, String server) {
        return servers.control(node, server).active();
    }

    /** Node and name of every WebSphere process, deployment manager first. */
    public List<List<String>> servers() {
        return servers.names();
    }

    /** Processes of this lab that live, without the SSH servers. */
    List<ProcessHandle> processes() {
        return LabProcesses.alive(layout.run());
    }

    LabLayout layout() {
        return layout;
    }

    private void clear() throws IOException {
        LabProcesses.endAll(layout.run());
        LabMachines.endLeftovers(layout);
        for (String host : LabLayout.HOSTS) {
            LabRequirement.free(layout.address(host), LabLayout.SSH_PORT);
        }
        LabCommand.run(List.of("rm", "-rf", "--", layout.lab().toString()));
        Files.createDirectories(layout.run());
        Files.createDirectories(layout.faults());
        Files.createFile(layout.ledger());
    }

    private static void writeSecret(Path file) throws IOException {
        byte[] random = new byte[12];
        new SecureRandom().nextBytes(random);
        Files.createDirectories(file.getParent());
        Files.writeString(file, HexFormat.of().formatHex(random));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private void startDatabase() throws IOException {
        List<String> names = layout.db2Databases(options);
        if (parts.realDatabase()) {
            postgres = LabPostgres.start(LabPostgres.programs().orElseThrow(), layout, names);
        }
        for (String name : parts.realDatabase() ? List.<String>of() : names) {
            LabTree.text(
                    layout.root("db").resolve("home/db2inst1/databases").resolve(name),
                    ("row of " + name + "\n").repeat(5000));
        }
    }

    private static String classes() {
        return Path.of(URI.create(Lab.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .toString();
    }

    private interface Part {
        void start() throws IOException;
    }

    private static CompletableFuture<Void> async(Part part) {
        return CompletableFuture.runAsync(() -> {
            try {
                part.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
