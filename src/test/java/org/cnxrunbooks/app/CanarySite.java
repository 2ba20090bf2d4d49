package org.cnxrunbooks.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cnxrunbooks.lab.Lab;
import org.cnxrunbooks.lab.LabCellText;
import org.yaml.snakeyaml.Yaml;

/**
 * The configuration of a site that gives a secret of its own wherever one can be given: the cell {@code lab} by files,
 * {@code direct}, the same machines, by values, the rest by the environment and by a directory of files.
 */
final class CanarySite {

    private static final List<String> HOSTS = List.of("dmgr", "node1", "node2", "web", "web2", "db");

    /** Names of secrets that stand in the settings themselves begin so. */
    static final String VALUE = "value: ";

    private final Lab lab;
    private final Path config;
    private final Map<String, Canary> canaries = new TreeMap<>();
    private final Set<String> fed = new TreeSet<>();
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final Map<String, String> environment = new TreeMap<>();
    private Path variants;

    private CanarySite(Lab lab, Path config) {
        this.lab = lab;
        this.config = config;
    }

    static CanarySite write(Lab lab, Path config) throws Exception {
        CanarySite site = new CanarySite(lab, config);
        Files.createDirectories(
                config, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        site.wsadmin();
        site.byFiles();
        site.byValues();
        site.installation();
        Files.writeString(config.resolve("canaries.yaml"), new Yaml().dump(site.settings));
        return site;
    }

    /** What the product is started with. */
    List<String> arguments() {
        return List.of("--spring.config.additional-location="
                + lab.settings().toUri() + "," + variants.toUri() + ","
                + config.resolve("canaries.yaml").toUri());
    }

    Map<String, String> environment() {
        return environment;
    }

    /** Keys that a secret was given to, {@code *} for names. */
    Set<String> fed() {
        return fed;
    }

    Map<String, Canary> canaries() {
        return canaries;
    }

    Canary password(String name) {
        return canaries.computeIfAbsent(name, Canary::password);
    }

    /** The key that the product made at its first start. */
    void signingKey(Path file) throws Exception {
        fed.add("runbooks.evidence.signing-key");
        canaries.put("evidence signing key", Canary.privateKey("evidence signing key", file, new byte[0]));
    }

    /** The stand-ins read it at each use, the profiles hold it as those of a site do. */
    private void wsadmin() throws IOException {
        Path file = lab.directory().resolve("secrets/wsadmin-password");
        String before = Files.readString(file).strip();
        Files.writeString(file, password("wsadmin password").value());
        for (String node : List.of("LabDmgrNode", "LabNode1", "LabNode2")) {
            Path login = lab.profile(node).resolve("properties/soap.client.props");
            Files.writeString(
                    login,
                    Files.readString(login)
                            .replace(before, password("wsadmin password").value()));
        }
        String banner = Files.readString(lab.directory().resolve("secrets/banner-password"));
        canaries.put("banner password", Canary.existing("banner password", banner));
    }

    private void byFiles() throws Exception {
        feed("runbooks.cells.lab.deployment-manager.password-file", secretFile("wsadmin password"));
        feed("runbooks.cells.lab.banner.password-file", secretFile("banner password"));
        String passphraseFile = secretFile("passphrase in a file");
        for (String host : HOSTS) {
            String key = "runbooks.cells.lab.hosts." + host;
            feed(key + ".private-key", privateKey(host, "lab", "passphrase in a file"));
            feed(key + ".passphrase-file", passphraseFile);
            byte[] blob = Base64.getDecoder()
                    .decode(Files.readString(Path.of(lab.host(host).privateKey() + ".pub"))
                            .split(" ")[1]);
            canaries.put(
                    "private key of " + host,
                    Canary.privateKey(
                            "private key of " + host,
                            lab.host(host).privateKey(),
                            Arrays.copyOfRange(blob, blob.length - 32, blob.length)));
        }
    }

    private void byValues() throws Exception {
        variants = LabCellText.write(
                lab,
                Map.of(
                        "direct",
                        cell -> ((Map<?, ?>) cell.get("deployment-manager")).remove("password-file"),
                        "quiet",
                        cell -> ((Map<?, ?>) cell.get("banner")).remove("password-file")));
        feed("runbooks.cells.direct.deployment-manager.password", value(VALUE + "wsadmin password"));
        feed("runbooks.cells.direct.banner.password-file", secretFile("banner password"));
        feed("runbooks.cells.quiet.banner.password", value(VALUE + "banner password"));
        for (String host : HOSTS) {
            String key = "runbooks.cells.direct.hosts." + host;
            feed(key + ".private-key", privateKey(host, "direct", VALUE + "passphrase"));
            feed(key + ".passphrase", value(VALUE + "passphrase"));
        }
    }

    private void installation() throws IOException {
        settings.put("runbooks.admin.user", "admin");
        settings.put("runbooks.engine.retry-delay", "200ms");
        // as they are, so that archives can be looked into, member by member
        settings.put("runbooks.encryption.recipients", List.of());
        settings.put("runbooks.encryption.elsewhere", true);
        settings.put("logging.level.org.cnxrunbooks", "debug");
        fed.add("runbooks.admin.password");
        environment.put("RUNBOOKS_ADMIN_PASSWORD", value("password of admin"));
        Path directory = Files.createDirectories(config.resolve("secrets"));
        environment.put("CONFIG_DIRECTORY", directory.toString());
        Files.writeString(directory.resolve("spring.datasource.password"), value("database password"));
        Files.writeString(directory.resolve("spring.mail.username"), "runbooks");
        feed("runbooks.announce.password-file", secretFile("SMTP password"));
    }

    private String value(String name) {
        return password(name).value();
    }

    private void feed(String key, String value) {
        settings.put(key, value);
        fed.add(key.replaceAll("(cells|hosts)\\.\\w+", "$1.*"));
    }

    private String secretFile(String name) throws IOException {
        return Files.writeString(config.resolve(name.replace(' ', '-')), value(name) + "\n")
                .toString();
    }

    private String privateKey(String host, String cell, String passphrase) throws Exception {
        Path key = config.resolve("key-" + cell + "-" + host);
        Files.copy(lab.host(host).privateKey(), key, StandardCopyOption.COPY_ATTRIBUTES);
        Process process = new ProcessBuilder(
                        "ssh-keygen", "-p", "-q", "-P", "", "-N", value(passphrase), "-f", key.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("ssh-keygen failed: " + said);
        }
        return key.toString();
    }
}
