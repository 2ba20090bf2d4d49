package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.cnxrunbooks.guard.Directory;
import org.cnxrunbooks.guard.StartRights;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who starts what where, as it is written. */
class StartSettingsTest {

    @TempDir
    Path directory;

    private SettingsText text;

    @BeforeEach
    void a_right_configuration() throws IOException {
        text = new SettingsText(directory);
    }

    @Test
    void without_the_key_operators_start_everything() throws IOException {
        assertThat(read()).isEqualTo(StartRights.OF_OPERATORS);
    }

    @Test
    void what_is_left_out_or_empty_means_all() throws IOException {
        text.set("runbooks.start[0].group", "night-shift")
                .set("runbooks.start[0].runbooks", "backup")
                .set("runbooks.start[0].cells", "")
                .set("runbooks.start[1].group", "operators")
                .set("runbooks.start[1].cells[0]", "prod");
        assertThat(read().given())
                .containsExactly(
                        new StartRights.Given("night-shift", Set.of("backup"), Set.of()),
                        new StartRights.Given("operators", Set.of(), Set.of("prod")));
    }

    @Test
    void all_mistakes_come_at_once_each_with_its_key() {
        text.set("runbooks.start[0].runbooks[0]", "backup")
                .set("runbooks.start[0].runbooks[1]", "raise-notice")
                .set("runbooks.start[1].group", "night shift")
                .set("runbooks.start[1].cells[0]", "prod")
                .set("runbooks.start[1].cells[1]", "lab")
                .set("runbooks.start[2].group", "camunda-admin")
                .set("runbooks.start[3].group", "operators")
                .set("runbooks.start[3].cell", "prod");
        List<Violation> violations = violations();
        assertThat(violations)
                .extracting(Violation::key)
                .containsExactly(
                        "runbooks.start[0].group",
                        "runbooks.start[0].runbooks[1]",
                        "runbooks.start[1].cells[1]",
                        "runbooks.start[1].group",
                        "runbooks.start[2].group",
                        "runbooks.start[3].cell");
        assertThat(violations.get(1).message())
                .as("a part of a runbook is none that people start")
                .isEqualTo("runbooks.start[0].runbooks[1] (observed 'raise-notice', expected a runbook: backup, ifix,"
                        + " ifix-with-downtime, maintenance-notice)");
        assertThat(violations.get(2).message())
                .isEqualTo("runbooks.start[1].cells[1] (observed 'lab', expected a cell: prod)");
        assertThat(violations).extracting(Violation::hint).noneMatch(String::isBlank);
    }

    @Test
    void a_directory_says_who_is_in_a_group_that_starts() throws IOException {
        text.set("runbooks.start[0].group", "night-shift")
                .set("runbooks.ldap.url", "ldaps://ldap.example.org")
                .set("runbooks.ldap.user", "cn=reader,dc=example,dc=org")
                .set("runbooks.ldap.password-file", Files.writeString(directory.resolve("reader"), "hunter5\n"))
                .set("runbooks.ldap.people.base", "ou=people,dc=example,dc=org");
        for (String group : List.of("operators", "approvers", "camunda-admin")) {
            text.set("runbooks.ldap.groups." + group + "[0]", "cn=" + group + ",dc=example,dc=org");
        }
        assertThat(violations()).extracting(Violation::key).containsExactly("runbooks.ldap.groups.night-shift");

        text.set("runbooks.ldap.groups.night-shift[0]", "cn=night,dc=example,dc=org");
        assertThat(SettingsReader.read(text.environment())
                        .directory()
                        .orElseThrow()
                        .groups())
                .contains(
                        new Directory.KnownGroup("night-shift", "night-shift", List.of("cn=night,dc=example,dc=org")));
    }

    @Test
    void a_provider_may_tell_who_is_in_a_group_that_starts() {
        text.set("runbooks.start[0].group", "night-shift")
                .set("runbooks.oidc.issuer", "https://login.example.org")
                .set("runbooks.oidc.client-id", "runbooks")
                .set("runbooks.oidc.client-secret", "hunter6")
                .set("runbooks.oidc.user-claim", "sub")
                .set("runbooks.oidc.groups.operators[0]", "ops")
                .set("runbooks.oidc.groups.approvers[0]", "approvers")
                .set("runbooks.oidc.groups.night-shift[0]", "night")
                .set("runbooks.oidc.groups.day-shift[0]", "day");
        assertThat(violations()).extracting(Violation::key).containsExactly("runbooks.oidc.groups.day-shift");
    }

    private StartRights read() throws IOException {
        return SettingsReader.read(text.environment()).starts();
    }

    private List<Violation> violations() {
        return catchThrowableOfType(InvalidSettings.class, () -> SettingsReader.read(text.environment()))
                .violations();
    }
}
