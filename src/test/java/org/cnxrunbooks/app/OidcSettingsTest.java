package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.guard.SignOn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidcSettingsTest {

    @TempDir
    Path directory;

    private SettingsText text;

    @BeforeEach
    void a_right_configuration() throws IOException {
        text = new SettingsText(directory)
                .set("runbooks.oidc.issuer", "https://login.example.org/realms/main")
                .set("runbooks.oidc.client-id", "runbooks")
                .set("runbooks.oidc.client-secret", "hunter8")
                .set("runbooks.oidc.user-claim", "sub")
                .set("runbooks.oidc.groups.operators[0]", "/conn/operators")
                .set("runbooks.oidc.groups.approvers[0]", "/conn/approvers");
    }

    @Test
    void without_the_keys_there_is_no_single_sign_on() throws IOException {
        assertThat(SettingsReader.read(new SettingsText(directory).environment())
                        .signOn())
                .isEmpty();
    }

    @Test
    void what_is_left_out_has_the_usual_names() throws IOException {
        assertThat(SettingsReader.read(text.environment()).signOn())
                .contains(new SignOn(
                        "https://login.example.org/realms/main",
                        "runbooks",
                        Secret.of("hunter8"),
                        List.of("openid", "profile", "email"),
                        "sub",
                        "groups",
                        Map.of("operators", List.of("/conn/operators"), "approvers", List.of("/conn/approvers")),
                        Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example.org",
                "login.example.org",
                "https://a@login.example.org",
                "https://login.example.org?x=y",
                "http://127.0.0.1.example.org",
                "https://"
            })
    void a_provider_that_anybody_on_the_way_could_play_is_refused(String issuer) {
        text.set("runbooks.oidc.issuer", issuer);
        assertThat(violations()).extracting(Violation::key).containsExactly("runbooks.oidc.issuer");
    }

    @Test
    void all_mistakes_come_at_once_and_no_secret_with_them() {
        text.set("runbooks.oidc.issuer", "")
                .set("runbooks.oidc.client-id", "")
                .set("runbooks.oidc.client-secret-file", "/nowhere")
                .set("runbooks.oidc.user-claim", "")
                .set("runbooks.oidc.scopes[0]", "profile")
                .set("runbooks.oidc.session", "9h")
                .set("runbooks.oidc.groups.admins[0]", "x")
                .set("runbooks.ldap.url", "ldaps://ldap.example.org");
        List<Violation> violations = violations();
        assertThat(violations)
                .extracting(Violation::key)
                .contains(
                        "runbooks.oidc",
                        "runbooks.oidc.client-id",
                        "runbooks.oidc.client-secret",
                        "runbooks.oidc.groups.admins",
                        "runbooks.oidc.issuer",
                        "runbooks.oidc.scopes",
                        "runbooks.oidc.session",
                        "runbooks.oidc.user-claim");
        assertThat(violations.toString()).doesNotContain("hunter");
    }

    private List<Violation> violations() {
        return catchThrowableOfType(InvalidSettings.class, () -> SettingsReader.read(text.environment()))
                .violations();
    }
}
