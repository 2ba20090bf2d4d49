package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.cnxrunbooks.announce.Audience;
import org.cnxrunbooks.cell.BannerAccess;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.cell.ContentManager;
import org.cnxrunbooks.cell.OsFamily;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.cell.SecretUnreadable;
import org.cnxrunbooks.cell.VantagePoint;
import org.cnxrunbooks.cell.WebServer;
import org.cnxrunbooks.vault.Encryption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.env.StandardEnvironment;

class SettingsReaderTest {

    private static final String CELL = "runbooks.cells.prod";
    private static final String RECIPIENT = "age1ekc03gtv7q370645acf88rnurmjg9kuk8rpnq4r9k4tzthg3h5rsda7p6t";

    @TempDir
    Path directory;

    private SettingsText text;

    @BeforeEach
    void start_from_a_configuration_that_is_right() throws IOException {
        text = new SettingsText(directory);
    }

    @Test
    void a_right_configuration_becomes_a_cell_with_all_defaults() throws IOException {
        Cell cell = read().cells().find("prod").orElseThrow();
        assertThat(cell.os()).isEqualTo(OsFamily.LINUX);
        assertThat(cell.host("dmgr").port()).isEqualTo(22);
        assertThat(cell.host("was1").passphrase().reveal()).isEqualTo("open sesame");
        assertThat(cell.host("was1").hostKey()).isEqualTo(SettingsText.HOST_KEY);
        assertThat(cell.deploymentManager().soapPort()).isEqualTo(8879);
        assertThat(cell.deploymentManager().password().reveal()).isEqualTo("hunter2");
        assertThat(cell.databases().get(0).port()).isEqualTo(50000);
        assertThat(cell.release().interimFixes()).containsExactly("LO100042", "LO99999");
        assertThat(cell.directories().customization()).isEqualTo("/nfs/shared/customization");
        assertThat(cell.contentManager())
                .isEqualTo(new ContentManager(
                        "filenetAdmin",
                        "/nfs/shared/ccm",
                        "/opt/IBM/Connections/FileNet/ContentEngine/tools/configure/profiles/CCM/ear"));
        assertThat(cell.members(cell.clusters().get(1))).hasSize(1);
    }

    @Test
    void without_a_word_about_it_content_manager_is_not_installed() throws IOException {
        text.replace("      content-manager:\n        installed: true\n", "");
        assertThat(read().cells().find("prod").orElseThrow().findContentManager())
                .isEmpty();
    }

    @Test
    void announcements_have_an_audience_and_the_web_servers_vantage_points() throws IOException {
        Installation installation = read();
        assertThat(installation.audience())
                .isEqualTo(new Audience(
                        "connections@example.org",
                        List.of("ops@example.org"),
                        Map.of("all-users", List.of("anna@example.org", "bert@example.org")),
                        ZoneId.of("Europe/Berlin")));
        Cell cell = installation.cells().find("prod").orElseThrow();
        assertThat(cell.vantagePoints())
                .containsExactly(
                        new VantagePoint("was1", null),
                        new VantagePoint(null, "192.0.2.17"),
                        new VantagePoint("dmgr", "2001:db8::17"));
        assertThat(cell.findBanner())
                .contains(new BannerAccess("https://connections.example.org", "icxtadmin", Secret.of("hunter4")));
        assertThat(cell.webServers().get(0).clients()).isEqualTo(WebServer.ClientAddresses.REMOTE_IP);
    }

    @Test
    void nobody_has_to_be_told_and_times_are_written_in_the_zone_of_this_machine() {
        Audience audience = SettingsReader.read(new StandardEnvironment()).audience();
        assertThat(audience).isEqualTo(new Audience("", List.of(), Map.of(), ZoneId.systemDefault()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("announceMistakes")
    void a_mistake_in_who_is_told_is_refused_with_key_and_hint(
            String right, String wrong, String key, String observed, String hint) throws IOException {
        text.replace(right, wrong);
        List<Violation> violations = violations();
        assertThat(violations).hasSize(1);
        assertThat(violations.get(0).key()).isEqualTo("runbooks.announce" + key);
        assertThat(violations.get(0).observed()).contains(observed);
        assertThat(violations.get(0).hint()).contains(hint);
    }

    static Stream<Arguments> announceMistakes() {
        return Stream.of(
                arguments(
                        "connections@example.org\n", "Connections <c@example.org>\n", ".from", "<c@", "without a name"),
                arguments("ops@example.org", "ops@example.org, ops2", ".operators[1]", "'ops2'", "address"),
                arguments("anna@example.org", "anna@example.org@x", ".recipients.all-users[0]", "@x", "address"),
                arguments("[anna@example.org, bert@example.org]", "[]", ".recipients.all-users", "nothing", "Fill"),
                arguments("all-users:", "\"[all users]\":", ".recipients.[all users]", "'all users'", "Rename"),
                arguments("Europe/Berlin", "Berlin", ".zone", "'Berlin'", "Europe/Berlin"),
                arguments("zone:", "zones:", ".zones", "unknown", "zone"));
    }

    @Test
    void backups_are_for_the_recipients_and_keys_of_runs_lie_below_data() throws IOException {
        assertThat(read().encryption())
                .isEqualTo(new Encryption(
                        List.of(RECIPIENT), Path.of("data/run-keys").toAbsolutePath()));
        text.replace("recipients: [" + RECIPIENT + "]", "elsewhere: true");
        assertThat(read().encryption()).isEqualTo(Encryption.ELSEWHERE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encryptionMistakes")
    void a_mistake_in_who_can_read_backups_is_refused_with_key_and_hint(
            String wrong, String key, String observed, String hint) throws IOException {
        text.replace("recipients: [" + RECIPIENT + "]", wrong);
        assertThat(violations()).singleElement().satisfies(violation -> {
            assertThat(violation.key()).isEqualTo("runbooks.encryption." + key);
            assertThat(violation.observed()).contains(observed);
            assertThat(violation.hint()).contains(hint);
            assertThat(violation.message()).doesNotContain("SECRET");
        });
    }

    static Stream<Arguments> encryptionMistakes() {
        String secret = "AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ";
        String both = "recipients: [" + RECIPIENT + "]\n    ";
        return Stream.of(
                arguments("recipients: []", "recipients", "nothing", "elsewhere: true"),
                arguments("elsewhere: false", "recipients", "nothing", "age-keygen -o"),
                arguments(both + "elsewhere: true", "elsewhere", "'true' beside recipients", "Remove"),
                arguments("recipients: [" + RECIPIENT + ", age1x]", "recipients[1]", "'age1x'", "age-keygen -y"),
                arguments("recipients: [" + RECIPIENT + "x]", "recipients[0]", RECIPIENT + "x", "public key:"),
                arguments("recipients: [" + secret + "]", "recipients[0]", "not shown", "age-keygen -y"),
                arguments(both + "run-keys: data/vault/keys", "run-keys", "data/vault/keys", "Leave the key out"),
                arguments(both + "recipient: age1x", "recipient", "unknown", "recipients"),
                arguments(both + "elsewhere: perhaps", "elsewhere", "perhaps", "Correct"));
    }

    @Test
    void the_vault_lies_below_data_unless_moved() throws IOException {
        assertThat(read().vault()).isEqualTo(Path.of("data/vault"));
        text.set("runbooks.vault", "/srv/vault");
        assertThat(read().vault()).isEqualTo(Path.of("/srv/vault"));
    }

    @Test
    void no_configuration_at_all_is_an_installation_without_cells() {
        Installation installation = SettingsReader.read(new StandardEnvironment());
        assertThat(installation.cells().names()).isEmpty();
        assertThat(installation.admin()).isEmpty();
    }

    @Test
    void a_password_may_stand_in_a_file() throws IOException {
        Path file = Files.writeString(directory.resolve("wsadmin"), "from the file\n");
        text.replace("password: hunter2", "password-file: " + file);
        Cell cell = read().cells().find("prod").orElseThrow();
        Secret password = cell.deploymentManager().password();
        assertThat(password.reveal()).isEqualTo("from the file");
        assertThat(password).hasToString("[secret]").isNotEqualTo(Secret.of("from the file"));
        Files.writeString(file, "from the changed file\r\n");
        assertThat(password.reveal()).isEqualTo("from the changed file");
    }

    @Test
    void a_secret_whose_file_has_gone_or_is_empty_says_which_one_and_what_to_do() throws IOException {
        Path file = Files.writeString(directory.resolve("wsadmin"), "from the file\n");
        text.replace("password: hunter2", "password-file: " + file);
        Secret password =
                read().cells().find("prod").orElseThrow().deploymentManager().password();
        Files.delete(file);
        assertThatThrownBy(password::reveal)
                .isInstanceOf(SecretUnreadable.class)
                .hasMessageStartingWith("secret not read: " + CELL + ".deployment-manager.password-file (observed "
                        + file + ", which cannot be read: NoSuchFileException, expected")
                .hasMessageContaining("\nHINT: ");
        Files.writeString(file, "\n");
        assertThatThrownBy(password::reveal).hasMessageContaining("(observed " + file + ", which is empty, expected");
    }

    @Test
    void the_mail_servers_password_may_stand_in_a_file_that_is_read_for_each_message() throws IOException {
        Path file = Files.writeString(directory.resolve("mail"), "first");
        text.set("runbooks.announce.password-file", file.toString());
        Secret password = read().mailPassword().given().orElseThrow();
        Files.writeString(file, "second");
        assertThat(password.reveal()).isEqualTo("second");
        text.set("spring.mail.password", "third");
        assertThat(violations()).extracting(Violation::key).containsExactly("runbooks.announce.password-file");
    }

    @Test
    void a_shorter_list_of_a_higher_source_hides_the_longer_one() throws IOException {
        text.set(CELL + ".release.interim-fixes[0]", "LO11111");
        assertThat(read().cells().find("prod").orElseThrow().release().interimFixes())
                .containsExactly("LO11111");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void a_mistake_is_refused_with_key_and_hint(
            String kind, UnaryOperator<SettingsText> mistake, String key, String observed, String hint)
            throws IOException {
        text = mistake.apply(text);
        List<Violation> violations = violations();
        assertThat(violations).as(kind).hasSize(1);
        assertThat(violations.get(0).key()).isEqualTo(key);
        assertThat(violations.get(0).observed()).contains(observed);
        assertThat(violations.get(0).hint()).contains(hint);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("host that is not there", "host: was1", "host: was9", ".nodes[0].host", "was9", "define it"),
                mistake(
                        "cluster that is not there",
                        "clone-id: c1 }",
                        "clone-id: c1 }\n            - { name: x1, cluster: Apps }",
                        ".nodes[0].servers[1].cluster",
                        "'Apps'",
                        "define it"),
                mistake(
                        "cluster without members",
                        "        - name: InfraCluster\n",
                        "        - name: InfraCluster\n        - name: Spare\n",
                        ".clusters[1].name",
                        "'Spare' without members",
                        "cluster: Spare"),
                mistake(
                        "server twice on a node",
                        "name: infra1",
                        "name: apps1",
                        ".nodes[0].servers[1].name",
                        "second time",
                        "servers[0].name"),
                mistake(
                        "clone id twice",
                        "clone-id: c2",
                        "clone-id: c1",
                        ".nodes[0].servers[1].clone-id",
                        "'c1'",
                        "rename"),
                mistake(
                        "database twice",
                        "[FILES, WIKIS]",
                        "[FILES, FILES]",
                        ".databases[0].names[1]",
                        "FILES",
                        "rename"),
                mistake(
                        "address twice",
                        "address: 10.0.0.2\n          port: 2222",
                        "address: 10.0.0.1",
                        ".hosts.was1.address",
                        "10.0.0.1:22",
                        "rename"),
                mistake(
                        "path of another family",
                        "server-root: /opt/IBM/HTTPServer",
                        "server-root: C:\\IHS",
                        ".web-servers[0].server-root",
                        "C:\\IHS",
                        "Start with /"),
                mistake(
                        "relative path",
                        "shared-data: /nfs/shared",
                        "shared-data: shared",
                        ".directories.shared-data",
                        "'shared'",
                        "Start with /"),
                mistake(
                        "path that climbs",
                        "shared-data: /nfs/shared",
                        "shared-data: /nfs/../etc",
                        ".directories.shared-data",
                        "..",
                        "Start with /"),
                mistake("port out of range", "port: 2222", "port: 70000", ".hosts.was1.port", "70000", "default"),
                mistake("port that is no number", "port: 2222", "port: ssh", ".hosts.was1.port", "'ssh'", "Correct"),
                mistake("unknown operating system", "os: linux", "os: solaris", ".os", "'solaris'", "Correct"),
                mistake("release in another form", "\"8.0\"", "\"8\"", ".release.release", "'8'", "quotes"),
                mistake("refresh in another form", "CR5", "five", ".release.cumulative-refresh", "'five'", "CR5"),
                mistake("fix in another form", "LO99999", "fix1", ".release.interim-fixes[1]", "'fix1'", "APAR"),
                mistake(
                        "blank password",
                        "password: hunter2",
                        "password: \" \"",
                        ".deployment-manager.password",
                        "blank",
                        "password-file"),
                mistake(
                        "password twice",
                        "password: hunter2",
                        "password: hunter2\n        password-file: SECRETS",
                        ".deployment-manager.password",
                        "both",
                        "Remove one"),
                mistake(
                        "no password",
                        "        password: hunter2\n",
                        "",
                        ".deployment-manager.password",
                        "nothing",
                        "RUNBOOKS_CELLS_PROD_DEPLOYMENTMANAGER_PASSWORD"),
                mistake(
                        "password that is no text",
                        "password: hunter2",
                        "password: 12345",
                        ".deployment-manager.password",
                        "no text",
                        "quotes"),
                mistake(
                        "password file that is not there",
                        "password: hunter2",
                        "password-file: /nowhere",
                        ".deployment-manager.password-file",
                        "/nowhere",
                        "path"),
                mistake(
                        "variable that is not set",
                        "password: hunter2",
                        "password: ${NO_SUCH_VARIABLE_HERE}",
                        ".deployment-manager.password",
                        "does not exist",
                        "NO_SUCH_VARIABLE_HERE"),
                mistake(
                        "missing value",
                        "cell-name: ICCell",
                        "cell-name:",
                        ".deployment-manager.cell-name",
                        "nothing",
                        "config/cells"),
                mistake(
                        "unknown key",
                        "instance: db2inst1",
                        "instance: db2inst1\n          nmaes: [X]",
                        ".databases[0].nmaes[0]",
                        "unknown",
                        "names"),
                mistake(
                        "content manager without content",
                        "content-manager:\n        installed: true",
                        "content-manager: yes please",
                        ".content-manager",
                        "does not fit",
                        "keys"),
                mistake(
                        "vantage point that is not there",
                        "host: \"was1\"",
                        "host: was9",
                        ".vantage-points[0].host",
                        "was9",
                        "define it"),
                mistake(
                        "source by name",
                        "source: 192.0.2.17",
                        "source: localhost",
                        ".vantage-points[1].source",
                        "'localhost'",
                        "192.0.2.17"),
                mistake(
                        "source out of range",
                        "source: 192.0.2.17",
                        "source: 192.0.2.256",
                        ".vantage-points[1].source",
                        "192.0.2.256",
                        "192.0.2.17"),
                mistake(
                        "source that only looks like IPv6",
                        "2001:db8::17",
                        "2001:db8::17::1",
                        ".vantage-points[2].source",
                        "::17::1",
                        "192.0.2.17"),
                mistake(
                        "clients of another kind",
                        "clients: remote-ip",
                        "clients: proxy",
                        ".web-servers[0].clients",
                        "'proxy'",
                        "Correct"),
                mistake(
                        "banner without http",
                        "url: https://connections.example.org",
                        "url: ftp://connections.example.org",
                        ".banner.url",
                        "ftp:",
                        "https://connections.example.com"),
                mistake(
                        "banner with a path",
                        "url: https://connections.example.org",
                        "url: https://connections.example.org/homepage",
                        ".banner.url",
                        "/homepage",
                        "https://connections.example.com"),
                mistake(
                        "banner without a host",
                        "url: https://connections.example.org",
                        "url: https:///",
                        ".banner.url",
                        "https:///",
                        "https://connections.example.com"),
                mistake("banner without a user", "        user: icxtadmin\n", "", ".banner.user", "nothing", "ICXT"),
                mistake(
                        "banner without a password",
                        "        password: hunter4\n",
                        "",
                        ".banner.password",
                        "nothing",
                        "RUNBOOKS_CELLS_PROD_BANNER_PASSWORD"),
                mistake(
                        "cluster path without a slash",
                        "path: /files/",
                        "path: files",
                        ".clusters[1].path",
                        "'files'",
                        "/files/"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostKeys")
    void a_host_key_that_cannot_be_one_is_refused(String hostKey, String observed) throws IOException {
        text.set(CELL + ".hosts.dmgr.host-key", hostKey);
        List<Violation> violations = violations();
        assertThat(violations).hasSize(1);
        assertThat(violations.get(0).key()).isEqualTo(CELL + ".hosts.dmgr.host-key");
        assertThat(violations.get(0).observed()).contains(observed);
        assertThat(violations.get(0).hint()).contains("ssh-keyscan");
    }

    static Stream<Arguments> hostKeys() {
        return Stream.of(
                arguments("ssh-ed25519", "1 word"),
                arguments("SHA256:kTz8mPbYw", "1 word"),
                arguments("ssh-ed25519 no*base64", "not base64"),
                arguments(
                        SettingsText.HOST_KEY.replace("ssh-ed25519", "ssh-rsa"),
                        "ssh-rsa before a key of type ssh-ed25519"),
                arguments("ssh-ed25519 AAAA", "unknown"),
                arguments("10.0.0.1 " + SettingsText.HOST_KEY, "base64"));
    }

    @Test
    void a_private_key_that_others_may_read_is_refused() throws IOException {
        Files.setPosixFilePermissions(text.privateKey(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(violations())
                .extracting(Violation::key, Violation::hint)
                .contains(tuple(CELL + ".hosts.dmgr.private-key", "Run `chmod 600 " + text.privateKey() + "`."));
    }

    @Test
    void a_private_key_that_is_missing_or_a_public_one_is_refused() throws IOException {
        Path publicKey = Files.writeString(directory.resolve("id.pub"), SettingsText.HOST_KEY);
        Files.setPosixFilePermissions(publicKey, PosixFilePermissions.fromString("rw-------"));
        text.set(CELL + ".hosts.dmgr.private-key", "/nowhere/id").set(CELL + ".hosts.was1.private-key", publicKey);
        assertThat(violations())
                .extracting(Violation::observed)
                .satisfiesExactly(missing -> assertThat(missing).contains("does not exist"), wrong -> assertThat(wrong)
                        .contains("no private key"));
    }

    @Test
    void a_cell_name_that_cannot_name_a_directory_is_refused() throws IOException {
        text.replace("    prod:", "    \"[prod/..]\":");
        assertThat(violations()).extracting(Violation::key).contains("runbooks.cells.[prod/..]");
    }

    @Test
    void an_empty_cell_is_told_everything_it_lacks_at_once() throws IOException {
        text.set("runbooks.cells.empty.release.product", "HCL Connections");
        assertThat(violations())
                .extracting(Violation::key)
                .containsExactly(
                        "runbooks.cells.empty.clusters",
                        "runbooks.cells.empty.databases",
                        "runbooks.cells.empty.deployment-manager",
                        "runbooks.cells.empty.hosts",
                        "runbooks.cells.empty.nodes",
                        "runbooks.cells.empty.os",
                        "runbooks.cells.empty.release.release");
    }

    @Test
    void all_mistakes_of_all_cells_come_at_once_and_no_secret_with_them() throws IOException {
        text.replace("os: linux", "os: solaris")
                .replace("port: 2222", "port: 0")
                .replace("host: was1", "host: was9")
                .replace("password: hunter2", "password: hunter2\n        password-file: /nowhere")
                .replace("CR5", "CR")
                .set("runbooks.cells.test.os", "linux")
                .set("runbooks.admin.user", "a b")
                .set("runbooks.vault", "");
        List<Violation> violations = violations();
        assertThat(violations)
                .extracting(Violation::key)
                .contains(
                        "runbooks.admin.password",
                        "runbooks.admin.user",
                        CELL + ".deployment-manager.password",
                        CELL + ".hosts.was1.port",
                        CELL + ".nodes[0].host",
                        CELL + ".os",
                        CELL + ".release.cumulative-refresh",
                        "runbooks.cells.test.hosts");
        assertThat(violations.toString()).doesNotContain("hunter2", "hunter4");
    }

    @Test
    void a_misspelt_top_level_key_is_refused_and_a_room_below_keeps_its_own() throws IOException {
        text.set("runbooks.cell.prod.os", "linux").set("runbooks.engine.slots", "2");
        assertThat(violations()).singleElement().satisfies(violation -> {
            assertThat(violation.key()).isEqualTo("runbooks.cell.prod.os");
            assertThat(violation.hint())
                    .contains("admin, announce, cells, encryption, evidence, ldap, oidc, start, vault");
        });
    }

    @Test
    void the_first_administrator_needs_both_user_and_password() throws IOException {
        text.set("runbooks.admin.password", "hunter3");
        assertThat(violations()).extracting(Violation::key).containsExactly("runbooks.admin.user");
        text.set("runbooks.admin.user", "admin");
        assertThat(read().admin()).contains(new Installation.Admin("admin", Secret.of("hunter3")));
    }

    private static Arguments mistake(
            String kind, String right, String wrong, String key, String observed, String hint) {
        UnaryOperator<SettingsText> change = settings -> settings.replace(right, wrong);
        return arguments(kind, change, CELL + key, observed, hint);
    }

    private Installation read() throws IOException {
        return SettingsReader.read(text.environment());
    }

    private List<Violation> violations() {
        return catchThrowableOfType(InvalidSettings.class, this::read).violations();
    }
}
