package org.cnxrunbooks.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.camunda.bpm.engine.impl.identity.IdentityProviderException;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.cell.SecretUnreadable;
import org.cnxrunbooks.guard.Directory.KnownGroup;
import org.cnxrunbooks.guard.Directory.Privacy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryLinkTest {

    private static final KnownGroup OPERATORS =
            new KnownGroup("operators", "Operators", List.of(LdapServer.groupName("Connections Operators")));

    @TempDir
    static Path directory;

    private static TlsIdentity identity;
    private static LdapServer server;

    @BeforeAll
    static void start() throws Exception {
        identity = TlsIdentity.of(directory, "ip:127.0.0.1");
        server = new LdapServer(identity);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Privacy.class)
    void a_password_is_proven_over_each_way(Privacy privacy) {
        try (DirectoryLink link = new DirectoryLink(over(privacy, "127.0.0.1", identity.certificate(), "member"))) {
            assertThat(link.proves("uid=ops," + LdapServer.PEOPLE, "ops")).isTrue();
            assertThat(link.proves("uid=ops," + LdapServer.PEOPLE, "OPS")).isFalse();
            assertThat(link.proves("uid=nobody," + LdapServer.PEOPLE, "ops")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Privacy.class,
            names = {"TLS", "START_TLS"})
    void a_server_whose_issuer_is_not_trusted_gets_no_password(Privacy privacy) throws Exception {
        X509Certificate other = TlsIdentity.of(directory, "ip:127.0.0.1").certificate();
        try (DirectoryLink link = new DirectoryLink(over(privacy, "127.0.0.1", other, "member"))) {
            assertThatThrownBy(() -> link.proves("uid=ops," + LdapServer.PEOPLE, "ops"))
                    .isInstanceOf(IdentityProviderException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Privacy.class,
            names = {"TLS", "START_TLS"})
    void a_server_of_another_name_gets_no_password(Privacy privacy) {
        try (DirectoryLink link = new DirectoryLink(over(privacy, "localhost", identity.certificate(), "member"))) {
            assertThatThrownBy(() -> link.proves("uid=ops," + LdapServer.PEOPLE, "ops"))
                    .isInstanceOf(IdentityProviderException.class);
        }
    }

    @Test
    void a_server_without_tls_is_not_spoken_to_when_tls_is_asked_for() {
        Directory asked = over(Privacy.START_TLS, "127.0.0.1", identity.certificate(), "member");
        Directory downgraded = new Directory(
                new Directory.Server(
                        "127.0.0.1",
                        server.port("plain"),
                        Privacy.START_TLS,
                        asked.server().trusted()),
                asked.account(),
                asked.persons(),
                asked.memberAttribute(),
                asked.groups());
        try (DirectoryLink link = new DirectoryLink(downgraded)) {
            assertThatThrownBy(() -> link.proves("uid=ops," + LdapServer.PEOPLE, "ops"))
                    .isInstanceOf(IdentityProviderException.class)
                    .hasMessageContaining("observed no answer, expected one")
                    .hasMessageContaining("HINT:");
        }
    }

    @Test
    void the_accounts_password_is_read_for_each_way_and_a_missing_one_opens_none() {
        Directory there = over(Privacy.TLS, "127.0.0.1", identity.certificate(), "member");
        Deque<String> file = new ArrayDeque<>(List.of("wrong", "reader"));
        Directory changing = new Directory(
                there.server(),
                new Directory.Account(LdapServer.READER, Secret.readFrom(() -> {
                    if (file.isEmpty()) {
                        throw new SecretUnreadable("secret not read: there (observed nothing, expected it)", null);
                    }
                    return file.remove();
                })),
                there.persons(),
                there.memberAttribute(),
                there.groups());
        assertThatThrownBy(() -> find(changing)).isInstanceOf(IdentityProviderException.class);
        assertThat(find(changing)).isTrue();
        assertThatThrownBy(() -> find(changing))
                .isInstanceOf(IdentityProviderException.class)
                .hasMessageContaining("observed no answer, expected one");
    }

    private static boolean find(Directory directory) {
        try (DirectoryLink link = new DirectoryLink(directory)) {
            return new DirectoryPeople(directory, link).find("ops").isPresent();
        }
    }

    @Test
    void no_password_proves_nothing_although_the_server_would_let_it_pass() {
        try (DirectoryLink link = new DirectoryLink(over(Privacy.TLS, "127.0.0.1", identity.certificate(), "member"))) {
            assertThat(link.proves("uid=ops," + LdapServer.PEOPLE, "")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"OPS", "Ops", " ops", "ops ", "ops\u0000", "o*", "*", "*)(uid=*", "ops)(objectClass=*", "", " "})
    void another_spelling_and_a_filter_in_disguise_are_nobody(String name) {
        people(people -> {
            assertThat(people.find("ops")).isPresent();
            assertThat(people.find(name)).isEmpty();
            assertThat(people.proves(name, "ops")).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource({"twonames,twonames", "alias,twonames", "ops2,ops2", "OPS2,OPS2"})
    void one_person_with_two_names_and_two_with_one_are_nobody(String name, String password) {
        people(people -> assertThat(people.proves(name, password)).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"member", "memberUid"})
    void members_stand_by_name_or_by_id(String attribute) {
        try (DirectoryLink link =
                new DirectoryLink(over(Privacy.TLS, "127.0.0.1", identity.certificate(), attribute))) {
            DirectoryPeople people =
                    new DirectoryPeople(over(Privacy.TLS, "127.0.0.1", identity.certificate(), attribute), link);
            assertThat(people.isMember(people.find("ops").orElseThrow(), OPERATORS))
                    .isTrue();
            assertThat(people.isMember(people.find("approver").orElseThrow(), OPERATORS))
                    .isFalse();
            assertThat(people.membersOf(OPERATORS))
                    .extracting(people::id)
                    .contains("ops", "both")
                    .doesNotContain("approver", "alias");
        }
    }

    @Test
    void an_engine_starts_although_the_directory_is_down() {
        Directory there = over(Privacy.NONE, "127.0.0.1", identity.certificate(), "member");
        Directory down = new Directory(
                new Directory.Server("127.0.0.1", 1, Privacy.NONE, List.of()),
                there.account(),
                there.persons(),
                there.memberAttribute(),
                there.groups());
        assertThatCode(() -> new DirectoryPlugin(Optional.of(down)).postProcessEngineBuild(null))
                .doesNotThrowAnyException();
    }

    private static void people(Consumer<DirectoryPeople> check) {
        Directory there = over(Privacy.TLS, "127.0.0.1", identity.certificate(), "member");
        try (DirectoryLink link = new DirectoryLink(there)) {
            check.accept(new DirectoryPeople(there, link));
        }
    }

    private static Directory over(Privacy privacy, String host, X509Certificate trusted, String member) {
        int port =
                switch (privacy) {
                    case TLS -> server.port("tls");
                    case START_TLS -> server.port("start-tls");
                    case NONE -> server.port("plain");
                };
        return new Directory(
                new Directory.Server(host, port, privacy, List.of(trusted)),
                new Directory.Account(LdapServer.READER, Secret.of("reader")),
                new Directory.Persons(LdapServer.PEOPLE, "(objectClass=person)", "uid", "givenName", "sn", "mail"),
                member,
                List.of(OPERATORS));
    }
}
