package org.cnxrunbooks.wsadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolesViewTest {

    private static final String INTRODUCTION =
            """
            MapRolesToUsers: Mapping users to roles

            Every role needs a user or a group.
            accessIds: these are needed across realms only


            """;

    private static final String ADMIN =
            """
            Role:  admin
            Everyone?:  No
            All authenticated?:  No
            Mapped users:  wasadmin|J\u00fcrgen M\u00fc\u00dfig
            Mapped groups:  cn=admins: first,ou=groups,o=acme
            All authenticated in trusted realms?:  No
            Mapped users access ids:  user:ldap:389/uid=wasadmin,o=a|b|user:ldap:389/uid=jm,o=acme
            Mapped groups access ids:  group:ldap:389/cn=admins: first,ou=groups,o=acme

            """;

    private static final String EVERYONE =
            """
            Role:  everyone
            Everyone?:  Yes
            All authenticated?:  No
            Mapped users:
            Mapped groups:
            All authenticated in trusted realms?:  Yes
            Mapped users access ids:
            Mapped groups access ids:

            """;

    @Test
    void values_with_colons_pipes_blanks_and_umlauts_are_kept() {
        List<RoleMapping> roles = RolesView.read(INTRODUCTION + EVERYONE + ADMIN);

        assertThat(roles).extracting(RoleMapping::role).containsExactly("everyone", "admin");
        RoleMapping admin = roles.get(1);
        assertThat(admin.users()).containsExactly("wasadmin", "J\u00fcrgen M\u00fc\u00dfig");
        assertThat(admin.groups()).containsExactly("cn=admins: first,ou=groups,o=acme");
        assertThat(admin.userAccessIds())
                .containsExactly("user:ldap:389/uid=wasadmin,o=a|b", "user:ldap:389/uid=jm,o=acme");
        assertThat(admin.groupAccessIds()).containsExactly("group:ldap:389/cn=admins: first,ou=groups,o=acme");
        assertThat(admin.exact()).isTrue();
        assertThat(roles.get(0).everyone()).isTrue();
        assertThat(roles.get(0).allAuthenticatedInTrustedRealms()).isTrue();
        assertThat(roles.get(0).users()).isEmpty();
    }

    @Test
    void a_name_that_holds_the_separator_is_marked_and_kept_whole() {
        RoleMapping role =
                RolesView.read(ADMIN.replace("wasadmin|J", "was|admin|J")).get(0);

        assertThat(role.exact()).isFalse();
        assertThat(role.columns().get(3)).isEqualTo("was|admin|J\u00fcrgen M\u00fc\u00dfig");
    }

    @Test
    void one_role_without_introduction_is_enough() {
        assertThat(RolesView.read(EVERYONE)).hasSize(1);
    }

    @Test
    void blank_lines_between_blocks_do_not_matter() {
        String dense = (EVERYONE + ADMIN).replace("\n\n", "\n");

        assertThat(RolesView.read(INTRODUCTION + dense)).isEqualTo(RolesView.read(INTRODUCTION + EVERYONE + ADMIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ja,Nein", "Oui,Non", "S\u00ec,No", "\u306f\u3044,\u3044\u3044\u3048", "\u662f,\u5426"})
    void labels_and_words_of_any_language_read_the_same(String words) {
        String foreign = (EVERYONE + ADMIN)
                .replace("Role:", "\u03a1\u03cc\u03bb\u03bf\u03c2 :")
                .replace("Mapped", "\u6620")
                .replace("?:  Yes", "?:  " + words.split(",")[0])
                .replace("?:  No", "?:  " + words.split(",")[1]);

        List<RoleMapping> roles = RolesView.read("Einleitung: Text\n" + foreign);

        assertThat(roles).extracting(RoleMapping::role).containsExactly("everyone", "admin");
        assertThat(roles.get(0).everyone()).isTrue();
        assertThat(roles.get(1).everyone()).isFalse();
    }

    @Test
    void full_width_colons_separate_too() {
        assertThat(RolesView.read(EVERYONE.replace(":", "\uff1a"))).hasSize(1);
    }

    @Test
    void the_short_layout_of_old_levels_is_read() {
        String old = "Role:  a\nEveryone?:  No\nAll authenticated?:  Yes\nMapped users:  u\nMapped groups:\n\n";

        List<RoleMapping> roles = RolesView.read(old + old.replace("Role:  a", "Role:  b"));

        assertThat(roles).hasSize(2);
        assertThat(roles.get(1).allAuthenticated()).isTrue();
        assertThat(roles.get(1).users()).containsExactly("u");
    }

    @Test
    void an_application_without_roles_has_none() {
        assertThat(RolesView.read(INTRODUCTION)).isEmpty();
        assertThat(RolesView.read("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void a_block_that_lost_its_end_is_refused(int lost) {
        List<String> lines =
                (EVERYONE + ADMIN).lines().filter(line -> !line.isBlank()).toList();
        String cut = String.join("\n", lines.subList(0, lines.size() - lost));

        assertThatThrownBy(() -> RolesView.read(INTRODUCTION + cut)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_language_that_is_not_known_is_refused_and_not_taken_for_no_roles() {
        String turkish = ADMIN.replace("?:  No", "?:  Hay\u0131r");

        assertThatThrownBy(() -> RolesView.read(INTRODUCTION + turkish)).hasMessageContaining("no known layout");
    }

    @Test
    void a_ninth_line_is_refused() {
        String longer = ADMIN.strip() + "\nMapped something new:  x\n\n";

        assertThatThrownBy(() -> RolesView.read(longer)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RolesView.read(longer + longer.replace("admin\n", "other\n")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_role_named_twice_is_refused() {
        assertThatThrownBy(() -> RolesView.read(ADMIN + ADMIN)).hasMessageContaining("twice");
    }

    @Property
    void any_role_name_and_any_user_survive(@ForAll String name, @ForAll String user) {
        String role = "r" + printable(name);
        String users = printable(user).strip();

        RoleMapping read = RolesView.read(INTRODUCTION
                        + EVERYONE
                        + ADMIN.replace("Role:  admin", "Role:  " + role)
                                .replace("wasadmin|J\u00fcrgen M\u00fc\u00dfig", users))
                .get(1);

        assertThat(read.role()).isEqualTo(role.strip());
        assertThat(read.columns().get(3)).isEqualTo(users);
    }

    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u0085]", "").strip();
    }
}
