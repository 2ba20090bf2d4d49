package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cnxrunbooks.lab.LabCertificate;
import org.cnxrunbooks.lab.LabWait;

/** A real Apache httpd in a private ServerRoot, with the awkward site of {@code src/test/resources/webserver/site}. */
final class SiteHttpd implements AutoCloseable {

    static final Path PROGRAM = Path.of("/usr/sbin/apache2");
    static final String ADDRESS = "127.0.91.1";
    static final String ALLOWED = "127.0.91.12";
    private static final Path MODULES = Path.of("/usr/lib/apache2/modules");
    private static final List<String> PORTS = List.of("PLAIN", "NAMED", "TLS", "CLOSED");

    /** Which httpd; the second understands the words of 2.2. */
    enum Flavour {
        EVENT,
        WORKER_WITH_ACCESS_COMPAT
    }

    final Path root;
    private final Flavour flavour;
    private final boolean rewrite;
    private final Map<String, String> tokens = new TreeMap<>();
    private final Map<String, byte[]> original = new LinkedHashMap<>();
    private final Map<String, List<String>> includes;

    SiteHttpd(Path root, Flavour flavour, boolean rewrite, String backend) throws IOException {
        this.root = root;
        this.flavour = flavour;
        this.rewrite = rewrite;
        boolean compat = flavour == Flavour.WORKER_WITH_ACCESS_COMPAT;
        List<ServerSocket> held = new ArrayList<>();
        for (String port : PORTS) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS));
            held.add(socket);
            tokens.put(port, Integer.toString(socket.getLocalPort()));
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
        tokens.put("ROOT", root.toString());
        tokens.put("ADDRESS", ADDRESS);
        tokens.put("BACKEND", backend);
        tokens.put("MPM", compat ? "worker" : "event");
        tokens.put("COMPAT", compat ? "LoadModule access_compat_module modules/mod_access_compat.so" : "");
        tokens.put("REWRITE", rewrite ? "LoadModule rewrite_module modules/mod_rewrite.so" : "");
        tokens.put("MAIN_RULES", rewrite ? "RewriteEngine On\nRewriteRule ^/old$ /new [R,L]" : "");
        tokens.put("GRANT", compat ? "Order allow,deny\n  Allow from all" : "Require all granted");
        tokens.put("DENY", compat ? "Order deny,allow\n  Deny from all" : "Require all denied");
        tokens.put(
                "ONLY_ALLOWED",
                compat ? "Order deny,allow\n  Deny from all\n  Allow from " + ALLOWED : "Require ip " + ALLOWED);
        Files.createDirectories(root.resolve("logs"));
        // httpd's children are of another account
        Files.setPosixFilePermissions(root.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(root.resolve("modules"), MODULES);
        write("htdocs/index.html", "<p>site\n".getBytes(StandardCharsets.US_ASCII));
        write("conf/mime.types", "text/html html\n".getBytes(StandardCharsets.US_ASCII));
        LabCertificate.write(root.resolve("conf/cert.pem"), root.resolve("conf/key.pem"), "lab");
        List<String> sites =
                new ArrayList<>(List.of("sites/10-named.conf", "sites/20-tls.conf", "sites/30-closed.conf"));
        if (!rewrite) {
            sites.removeAll(List.of("sites/10-named.conf", "sites/20-tls.conf"));
            sites.add(0, "sites/05-quiet.conf");
        }
        for (String file : Stream.concat(Stream.of("httpd.conf", "common.inc"), sites.stream())
                .toList()) {
            original.put(root.resolve("conf").resolve(file).toString(), template(file));
        }
        includes = Map.of(
                root + "/conf/httpd.conf", List.of(root + "/conf/httpd.conf"),
                root + "/conf/sites/*.conf",
                        sites.stream().map(site -> root + "/conf/" + site).toList(),
                root + "/conf/common.inc", List.of(root + "/conf/common.inc"));
        restore();
    }

    int port(String name) {
        return Integer.parseInt(tokens.getOrDefault(name, "0"));
    }

    List<SiteClient.Door> doors() {
        List<SiteClient.Door> doors = new ArrayList<>(List.of(
                new SiteClient.Door(false, port("PLAIN"), "lab"),
                new SiteClient.Door(true, port("CLOSED"), "closed.test")));
        if (rewrite) {
            doors.add(new SiteClient.Door(true, port("TLS"), "secure.test"));
            doors.add(new SiteClient.Door(false, port("NAMED"), "redirecting.test"));
        }
        doors.add(new SiteClient.Door(false, port("NAMED"), "moved.test"));
        doors.add(new SiteClient.Door(false, port("NAMED"), "plain.test"));
        return doors;
    }

    /** As it is on the disk now. */
    HttpdConfig config() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String path : original.keySet()) {
            files.put(path, Files.readAllBytes(Path.of(path)));
        }
        return HttpdConfig.parse(root.toString(), root + "/conf/httpd.conf", files, includes);
    }

    ServerFacts facts(ServerFacts.Dialect dialect) throws IOException {
        Set<String> modules = run("-M")
                .lines()
                .map(String::strip)
                .filter(line -> line.endsWith("(static)") || line.endsWith("(shared)"))
                .map(line -> line.replaceFirst(" .*", ""))
                .collect(Collectors.toSet());
        return new ServerFacts(
                "Server version: Apache/2.4 (lab)", dialect, tokens.getOrDefault("MPM", ""), modules, true);
    }

    static Set<String> moduleFiles() throws IOException {
        try (Stream<Path> files = Files.list(MODULES)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    Map<String, byte[]> original() {
        return original;
    }

    void apply(List<FileEdit> edits) throws IOException {
        for (FileEdit edit : edits) {
            assertThat(Files.readAllBytes(Path.of(edit.path()))).isEqualTo(edit.before());
            Files.write(Path.of(edit.path()), edit.after());
        }
    }

    void append(String resource) throws IOException {
        Path main = root.resolve("conf/httpd.conf");
        Files.write(main, template(resource), java.nio.file.StandardOpenOption.APPEND);
    }

    void restore() throws IOException {
        for (Map.Entry<String, byte[]> file : original.entrySet()) {
            write(root.relativize(Path.of(file.getKey())).toString(), file.getValue());
        }
    }

    void start() throws IOException {
        must("-k", "start");
        LabWait.until(
                "httpd up", Duration.ofSeconds(10), () -> Files.exists(root.resolve("logs/httpd.pid")), () -> "no pid");
    }

    void graceful() throws IOException {
        assertThat(run("-t")).contains("Syntax OK");
        must("-k", "graceful");
    }

    /** What httpd says, whatever its exit code. */
    String run(String... words) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(PROGRAM.toString(), "-d", root.toString(), "-f", root + "/conf/httpd.conf"));
        command.addAll(List.of(words));
        return finish(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private void must(String... words) throws IOException {
        String said = run(words);
        assertThat(said).doesNotContain("AH00526", "rror");
    }

    private static String finish(Process process) throws IOException {
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return output;
    }

    private byte[] template(String file) throws IOException {
        String folder = file.startsWith("vendor/") ? "/webserver/" : "/webserver/site/";
        try (InputStream in = SiteHttpd.class.getResourceAsStream(folder + file)) {
            assertThat(in).as(file).isNotNull();
            String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            for (Map.Entry<String, String> token : tokens.entrySet()) {
                text = text.replace("@" + token.getKey() + "@", token.getValue());
            }
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    void write(String file, byte[] bytes) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, bytes);
    }

    @Override
    public void close() throws IOException {
        Path pidFile = root.resolve("logs/httpd.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        ProcessHandle process = ProcessHandle.of(
                        Long.parseLong(Files.readString(pidFile).strip()))
                .orElse(null);
        // a broken configuration would also keep httpd from being stopped
        restore();
        run("-k", "stop");
        if (process != null) {
            LabWait.until(
                    "httpd down", Duration.ofSeconds(20), () -> !process.isAlive(), () -> flavour + " still runs");
        }
    }
}
