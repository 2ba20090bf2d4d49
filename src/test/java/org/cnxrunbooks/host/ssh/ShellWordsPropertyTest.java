package org.cnxrunbooks.host.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.lab.LabMina;
import org.cnxrunbooks.lab.LabSsh;

/** Whatever an argument holds, it arrives as itself: through the log-in shell of the real server and through plain sh. */
class ShellWordsPropertyTest {

    private static final List<LabSsh> SERVERS = new ArrayList<>();
    private static final SshHosts HOSTS = new SshHosts(Clock.systemUTC());
    private static final List<HostSession> SESSIONS = new ArrayList<>();

    @BeforeContainer
    static void start() throws IOException {
        Path directory = Files.createTempDirectory("words");
        SERVERS.add(LabSsh.start(directory.resolve("installed"), "127.0.9.13", 0, Map.of()));
        SERVERS.add(LabMina.start(directory.resolve("plain"), "127.0.9.13", 0, Map.of()));
        SERVERS.forEach(server -> SESSIONS.add(HOSTS.connect(server.host(server.kind()), entry -> {})));
    }

    @AfterContainer
    static void stop() {
        HOSTS.close();
        SERVERS.forEach(LabSsh::close);
    }

    @Provide
    Arbitrary<String> words() {
        Arbitrary<String> any = Arbitraries.strings()
                .all()
                .excludeChars('\0')
                .ofMaxLength(40)
                // halves of a character have no form in UTF-8
                .map(text -> text.replaceAll("[\\ud800-\\udfff]", "\ud83d\ude80"));
        Arbitrary<String> hostile = Arbitraries.strings()
                .withChars(
                        '\'', '"', '\\', '$', '`', '!', '*', '?', '~', '#', '&', ';', '|', '<', '>', '(', ')', '{', '}')
                .withChars('[', ']', '\n', '\r', '\t', ' ', '-', '=', '%', '^', 'a')
                .ofMaxLength(20);
        return Arbitraries.oneOf(any, hostile);
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void an_argument_arrives_as_itself(@ForAll("words") String first, @ForAll("words") String second) {
        for (HostSession session : SESSIONS) {
            assertThat(session.run(Command.of("printf", "%s\\0", first, second)).output())
                    .isEqualTo(first + "\0" + second + "\0");
        }
    }

    @Property(tries = 50, shrinking = ShrinkingMode.OFF)
    void a_variable_arrives_as_itself(@ForAll("words") String value) {
        for (HostSession session : SESSIONS) {
            assertThat(session.run(Command.of("printenv", "THE_VALUE").withEnvironment(Map.of("THE_VALUE", value)))
                            .output())
                    .isEqualTo(value + "\n");
        }
    }

    @Example
    void plain_words_stay_readable() {
        assertThat(ShellWords.line(Command.of("tar", "-cf", "-", "/opt/IBM"), "root"))
                .isEqualTo("tar -cf - /opt/IBM");
    }

    @Example
    void what_could_become_code_is_refused() {
        List<Command> refused = List.of(
                Command.of("a\0b"),
                Command.of("-c", "x"),
                Command.of("A=b"),
                Command.of("true").as("root; id"),
                Command.of("true").as("-u"),
                Command.of("true").withEnvironment(Map.of("A;id", "x")));
        assertThat(refused).allSatisfy(command -> assertThatThrownBy(() -> ShellWords.line(command, "me"))
                .isInstanceOf(IllegalArgumentException.class));
    }

    @Example
    void a_secret_is_masked_line_by_line() {
        Mask mask = Mask.of(Optional.of(org.cnxrunbooks.cell.Secret.of("user wasadmin\ns3cret\ny\n")));
        assertThat(mask.apply("y: user wasadmin / s3cret!")).isEqualTo("y: [secret] / [secret]!");
    }
}
