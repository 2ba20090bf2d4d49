package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cnxrunbooks.guard.Directory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LdapSettingsTest {

    @TempDir
    Path directory;

    private SettingsText text;

    @BeforeEach
    void a_right_configuration() throws IOException {
        text = new SettingsText(directory)
                .set("runbooks.ldap.url", "ldaps://ldap.example.org")
                .set("runbooks.ldap.user", "cn=reader,dc=example,dc=org")
                .set("runbooks.ldap.password-file", Files.writeString(directory.resolve("reader"), "hunter5\n"))
                .set("runbooks.ldap.people.base", "ou=people,dc=example,dc=org")
                .set("runbooks.ldap.groups.operators[0]", "cn=Connections Operators,ou=groups,dc=example,dc=org")
                .set("runbooks.ldap.groups.approvers[0]", "cn=approvers,ou=groups,dc=example,dc=org")
                .set("runbooks.ldap.groups.camunda-admin[0]", "cn=admins,ou=groups,dc=example,dc=org");
    }

    @Test
    void without_the_keys_people_are_the_engines_own() throws IOException {
        assertThat(SettingsReader.read(new SettingsText(directory).environment())
                        .directory())
                .isEmpty();
    }

    @Test
    void what_is_left_out_has_the_usual_names() throws IOException {
        Directory read = SettingsReader.read(text.environment()).directory().orElseThrow();
        assertThat(read.server())
                .isEqualTo(new Directory.Server("ldap.example.org", 636, Directory.Privacy.TLS, List.of()));
        assertThat(read.account().name()).isEqualTo("cn=reader,dc=example,dc=org");
        assertThat(read.account().password().reveal()).isEqualTo("hunter5");
        assertThat(read.persons())
                .isEqualTo(new Directory.Persons(
                        "ou=people,dc=example,dc=org", "(objectClass=person)", "uid", "givenName", "sn", "mail"));
        assertThat(read.memberAttribute()).isEqualTo("member");
        assertThat(read.groups())
                .extracting(Directory.KnownGroup::id)
                .containsExactly("operators", "approvers", "auditors", "camunda-admin");
    }

    @ParameterizedTest
    @CsvSource({
        "ldap://ldap.example.org, true, false, START_TLS, 389",
        "ldap://ldap.example.org:1389, false, true, NONE, 1389",
        "ldap://127.0.0.1:1389, false, false, NONE, 1389",
        "LDAPS://[::1]/, false, false, TLS, 636"
    })
    void a_way_is_private_or_allowed_not_to_be(
            String url, boolean startTls, boolean plain, Directory.Privacy privacy, int port) throws IOException {
        text.set("runbooks.ldap.url", url)
                .set("runbooks.ldap.start-tls", startTls)
                .set("runbooks.ldap.allow-plain", plain);
        Directory read = SettingsReader.read(text.environment()).directory().orElseThrow();
        assertThat(read.server().privacy()).isEqualTo(privacy);
        assertThat(read.server().port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ldap://ldap.example.org", "ldap://127.0.0.1.example.org", "ldap://localhost.example.org"})
    void passwords_do_not_cross_a_network_as_they_are(String url) {
        text.set("runbooks.ldap.url", url);
        assertThat(violations()).singleElement().satisfies(violation -> {
            assertThat(violation.key()).isEqualTo("runbooks.ldap.url");
            assertThat(violation.expected()).contains("TLS");
            assertThat(violation.hint()).contains("start-tls: true", "allow-plain: true");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ldap.example.org",
                "https://ldap.example.org",
                "ldaps://a@b",
                "ldaps://a/dc=b",
                "ldaps://a:0",
                "ldaps://a:99999"
            })
    void an_address_that_is_none_is_refused(String url) {
        text.set("runbooks.ldap.url", url);
        assertThat(violations()).extracting(Violation::key).containsExactly("runbooks.ldap.url");
    }

    @Test
    void all_mistakes_come_at_once_and_no_secret_with_them() throws IOException {
        text.set("runbooks.ldap.url", "ldaps://ldap.example.org")
                .set("runbooks.ldap.start-tls", true)
                .set("runbooks.ldap.certificate", Files.writeString(directory.resolve("ca.pem"), "none"))
                .set("runbooks.ldap.user", "")
                .set("runbooks.ldap.password", "hunter6")
                .set("runbooks.ldap.people.base", "people")
                .set("runbooks.ldap.people.filter", "(objectClass=person")
                .set("runbooks.ldap.people.id", "uid)(cn=*")
                .set("runbooks.ldap.member-attribute", "mem ber")
                .set("runbooks.ldap.groups.approvers[0]", "approvers")
                .set("runbooks.ldap.groups.operator[0]", "cn=a,dc=b")
                .set("runbooks.ldap.gruops", "x")
                .set("runbooks.admin.user", "admin")
                .set("runbooks.admin.password", "hunter7");
        List<Violation> violations = violations();
        assertThat(violations)
                .extracting(Violation::key)
                .containsExactly(
                        "runbooks.admin",
                        "runbooks.ldap.certificate",
                        "runbooks.ldap.groups.approvers[0]",
                        "runbooks.ldap.groups.operator",
                        "runbooks.ldap.gruops",
                        "runbooks.ldap.member-attribute",
                        "runbooks.ldap.password",
                        "runbooks.ldap.people.base",
                        "runbooks.ldap.people.filter",
                        "runbooks.ldap.people.id",
                        "runbooks.ldap.start-tls",
                        "runbooks.ldap.user");
        assertThat(violations.toString()).doesNotContain("hunter");
    }

    @Test
    void the_address_alone_is_told_everything_it_lacks() throws IOException {
        text = new SettingsText(directory).set("runbooks.ldap.url", "ldaps://ldap.example.org");
        assertThat(violations())
                .extracting(Violation::key)
                .containsExactly(
                        "runbooks.ldap.groups.approvers",
                        "runbooks.ldap.groups.camunda-admin",
                        "runbooks.ldap.groups.operators",
                        "runbooks.ldap.password",
                        "runbooks.ldap.people.base",
                        "runbooks.ldap.user");
    }

    private List<Violation> violations() {
        return catchThrowableOfType(InvalidSettings.class, () -> SettingsReader.read(text.environment()))
                .violations();
    }
}
