package org.cnxrunbooks.wsadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cnxrunbooks.host.CommandResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command in this machine's own shell, on directories as a profile has them. */
class TempSweepTest {

    @TempDir
    private Path base;

    private Path profile;
    private Path log;

    @BeforeEach
    void a_profile() throws IOException {
        profile = base.resolve("a profile");
        log = file(profile.resolve("tranlog/c/n1/s1/transaction/log1"));
        file(profile.resolve("temp/n1/s1/Files/files.war/_page.class"));
        file(profile.resolve("temp/n1/s1/ odd\nname/-rf"));
        file(profile.resolve("temp/n1/s1/.hidden"));
        file(profile.resolve("temp/n1/s2/kept"));
        file(profile.resolve("wstemp/92668751/workspace"));
    }

    @Test
    void empties_one_members_directory_and_nothing_else() throws Exception {
        TempReport report = sweep("temp", "n1", "s1");

        assertThat(report.answer()).isEqualTo(TempAnswer.CLEARED);
        assertThat(profile.resolve("temp/n1/s1")).isEmptyDirectory();
        assertThat(profile.resolve("temp/n1/s2/kept")).exists();
        assertThat(profile.resolve("wstemp/92668751/workspace")).exists();
        assertThat(log).exists();
        assertThat(sweep("temp", "n1", "s1").answer()).isEqualTo(TempAnswer.ALREADY_EMPTY);
        assertThat(sweep("temp", "n1", "s3").answer()).isEqualTo(TempAnswer.ALREADY_EMPTY);
    }

    @Test
    void empties_the_workspaces() throws Exception {
        assertThat(sweep("wstemp").answer()).isEqualTo(TempAnswer.CLEARED);

        assertThat(profile.resolve("wstemp")).isEmptyDirectory();
        assertThat(profile.resolve("temp/n1/s1/.hidden")).exists();
    }

    @Test
    void a_link_within_is_removed_and_what_it_names_stays() throws Exception {
        Files.createSymbolicLink(profile.resolve("temp/n1/s1/link"), profile.resolve("tranlog"));
        Files.createSymbolicLink(profile.resolve("temp/n1/s1/Files/file"), log);

        assertThat(sweep("temp", "n1", "s1").answer()).isEqualTo(TempAnswer.CLEARED);
        assertThat(log).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"temp", "temp/n1", "temp/n1/s1"})
    void a_link_on_the_way_is_refused_and_nothing_is_deleted(String link) throws Exception {
        Path elsewhere = base.resolve("elsewhere");
        Files.move(profile.resolve(link), elsewhere);
        Files.createSymbolicLink(profile.resolve(link), elsewhere);
        long before = entries();

        TempReport report = sweep("temp", "n1", "s1");

        assertThat(report.answer()).isEqualTo(TempAnswer.NOT_A_TEMP_DIRECTORY);
        assertThat(report.message()).contains("symbolic link", "HINT:");
        assertThat(entries()).isEqualTo(before);
    }

    @Test
    void a_profile_behind_a_link_is_cleared_too() throws Exception {
        Path alias = Files.createSymbolicLink(base.resolve("alias"), profile);

        TempReport report = sweep(alias.toString(), List.of("temp", "n1", "s1"));

        assertThat(report.answer()).isEqualTo(TempAnswer.CLEARED);
        assertThat(profile.resolve("temp/n1/s1")).isEmptyDirectory();
    }

    @Test
    void a_file_in_the_place_of_a_directory_is_refused() throws Exception {
        file(profile.resolve("temp/n1/s4"));

        assertThat(sweep("temp", "n1", "s4").answer()).isEqualTo(TempAnswer.NOT_A_TEMP_DIRECTORY);
        assertThat(profile.resolve("temp/n1/s4")).exists();
    }

    @Test
    void a_missing_profile_is_no_empty_directory() throws Exception {
        TempReport report = sweep(base.resolve("absent").toString(), List.of("wstemp"));

        assertThat(report.answer()).isEqualTo(TempAnswer.FAILED);
        assertThat(report.message()).contains("no profile");
    }

    @ParameterizedTest
    @CsvSource({
        "/p,tranlog",
        "/p,temp",
        "/p,temp/n1",
        "/p,temp/n1/..",
        "/p,temp/../tranlog",
        "/p,temp/./s1",
        "/p,temp//s1",
        "/p,temp/n1/s1/x",
        "/p,tranlog/n1/s1",
        "/p,wstemp/x",
        "p,wstemp",
        "'',wstemp"
    })
    void nothing_but_the_two_places_can_be_named(String root, String names) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TempDirectory(root, List.of(names.split("/", -1))))
                .withMessageContaining("expected temp/<node>/<server> or wstemp");
    }

    @Test
    void a_name_with_a_slash_in_it_is_none() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TempDirectory("/p", List.of("temp", "n1", "../../tranlog")));
        assertThatIllegalArgumentException().isThrownBy(() -> new TempDirectory("/p", List.of("temp", "n1", "s\n1")));
    }

    @ParameterizedTest
    @CsvSource({
        "CNXOPS temp=CLEARED before=3 after=0,0,CLEARED",
        "CNXOPS temp=EMPTY before=0 after=0,0,ALREADY_EMPTY",
        "CNXOPS temp=ABSENT before=0 after=0,0,ALREADY_EMPTY",
        "CNXOPS temp=LINK before=0 after=0,0,NOT_A_TEMP_DIRECTORY",
        "CNXOPS temp=ODD before=0 after=0,0,NOT_A_TEMP_DIRECTORY",
        "CNXOPS temp=LEFT before=3 after=1,0,FAILED",
        "CNXOPS temp=UNREADABLE before=0 after=0,0,FAILED",
        "CNXOPS temp=CLEARED before=3 after=0,1,FAILED",
        "CNXOPS temp=CLEARED,0,FAILED",
        "'',0,FAILED"
    })
    void success_is_read_only_from_a_whole_answer(String output, int exitCode, TempAnswer answer) {
        TempReport report = TempSweep.read(
                "node1",
                new TempDirectory("/p", List.of("wstemp")),
                new CommandResult(exitCode, output, "rm: cannot remove\n"));

        assertThat(report.answer()).isEqualTo(answer);
        assertThat(report.message().contains("HINT:"))
                .isEqualTo(!report.answer().reached());
    }

    private TempReport sweep(String... names) throws IOException, InterruptedException {
        return sweep(profile.toString(), List.of(names));
    }

    private TempReport sweep(String root, List<String> names) throws IOException, InterruptedException {
        TempDirectory directory = new TempDirectory(root, names);
        Process process = new ProcessBuilder(TempSweep.command(directory).words()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return TempSweep.read("here", directory, new CommandResult(process.exitValue(), output, errors));
    }

    private long entries() throws IOException {
        try (Stream<Path> all = Files.walk(base)) {
            return all.count();
        }
    }

    private static Path file(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        return Files.writeString(path, "x");
    }
}
