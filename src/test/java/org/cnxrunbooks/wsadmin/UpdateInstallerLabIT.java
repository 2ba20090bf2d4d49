package org.cnxrunbooks.wsadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.cell.DeploymentManager;
import org.cnxrunbooks.cell.Directories;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.host.CellSessions;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.CommandRecord;
import org.cnxrunbooks.host.Hosts;
import org.cnxrunbooks.host.Progress;
import org.cnxrunbooks.host.ssh.SshHosts;
import org.cnxrunbooks.lab.Lab;
import org.cnxrunbooks.lab.LabCells;
import org.cnxrunbooks.lab.LabOptions;
import org.cnxrunbooks.lab.LabWait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpdateInstallerLabIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final String FIX = "LO66666";
    private static final List<CommandRecord> RECORDS = new CopyOnWriteArrayList<>();

    private static Lab lab;
    private static Hosts hosts;
    private static Cell cell;
    private static CellSessions sessions;
    private static String fixes;
    private static int runs;

    @BeforeAll
    static void start() {
        lab = Lab.start(LabOptions.test().withoutDatabase());
        hosts = new SshHosts(Clock.systemUTC());
        cell = LabCells.of(lab);
        sessions = new CellSessions(cell, hosts, RECORDS::add);
        fixes = cell.directories().connectionsRoot() + "/updateInstaller/fixes";
    }

    @AfterAll
    static void end() {
        hosts.close();
        lab.close();
    }

    @BeforeEach
    void nothingInstalledAndNothingAtWork() {
        lab.fault("update-hangs", false);
        LabWait.until(
                "an updater left behind has ended",
                PATIENCE,
                () -> !output("ps -A -ww -o args=").contains(fixes.replace("/fixes", "")),
                () -> "still in the process list");
        lab.reset();
    }

    @Test
    void what_is_applied_and_what_could_be_is_listed() {
        assertThat(updater().list(null))
                .isEqualTo(new FixListing(List.of(new Fix("LO100042", "Communities")), List.of()));
        FixListing listing = updater().list(fixes);
        assertThat(listing.available())
                .containsExactlyInAnyOrder(new Fix(FIX, "Files"), new Fix("LO100077", "Profiles"));
        assertThat(listing.isApplied("LO100042")).isTrue();
        assertThat(listing.isApplied(FIX)).isFalse();

        Directories elsewhere = Directories.defaults(cell.os());
        assertThatThrownBy(() -> updater(cell.deploymentManager(), elsewhere).list(null))
                .isInstanceOfSatisfying(WsadminFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(WsadminFailure.Reason.TOOL_FAILED))
                .hasMessageContaining("HINT:");
    }

    @Test
    void fixes_are_installed_once_and_taken_back_once() {
        long before = notes("updateSilentStarted");
        UpdateReport installed = updater().install(run("installFixes"), fixes, List.of(FIX, "LO100042"), true);
        assertThat(installed.answer()).as(installed.toString()).isEqualTo(UpdateAnswer.INSTALLED);
        assertThat(installed.exitCode()).isZero();
        assertThat(installed.adopted()).isFalse();
        assertThat(version("Files")).isEqualTo("1-" + FIX);
        assertThat(updater().list(null).isApplied(FIX)).isTrue();

        assertThat(updater()
                        .install(run("installFixes"), fixes, List.of(FIX), true)
                        .answer())
                .isEqualTo(UpdateAnswer.ALREADY_INSTALLED);
        assertThat(notes("updateSilentStarted")).isEqualTo(before + 1);

        ControlRun back = run("uninstallFixes");
        assertThat(updater().uninstall(back, List.of(FIX), true).answer()).isEqualTo(UpdateAnswer.UNINSTALLED);
        assertThat(version("Files")).isEqualTo("1");
        UpdateReport again = updater().uninstall(back, List.of(FIX), true);
        assertThat(again.answer()).isEqualTo(UpdateAnswer.UNINSTALLED);
        assertThat(again.adopted()).as("its own run of before").isTrue();
        assertThat(updater()
                        .uninstall(run("uninstallFixes"), List.of(FIX), true)
                        .answer())
                .isEqualTo(UpdateAnswer.ALREADY_UNINSTALLED);
        assertThat(notes("updateSilentStarted")).isEqualTo(before + 2);
    }

    @Test
    void what_the_tool_cannot_take_is_refused_before_it_runs() {
        long before = notes("updateSilentStarted");
        UpdateReport absent = updater().install(run("installFixes"), fixes, List.of("LO77777", FIX), true);
        assertThat(absent.answer()).isEqualTo(UpdateAnswer.FIX_NOT_FOUND);
        assertThat(absent.message()).contains("observed LO77777 not in", FIX, "HINT:");

        UpdateInstaller spaced = updater(withPassword("two words"), cell.directories());
        assertThat(spaced.install(run("installFixes"), fixes, List.of(FIX), true)
                        .answer())
                .isEqualTo(UpdateAnswer.LOGIN_UNUSABLE);
        assertThat(spaced.loginProblem().orElseThrow())
                .contains("without spaces", "HINT:")
                .doesNotContain("two words");
        assertThat(updater().loginProblem()).isEmpty();

        ControlRun run = run("installFixes");
        assertThatIllegalArgumentException().isThrownBy(() -> updater().install(run, fixes, List.of("-all"), true));
        assertThatIllegalArgumentException().isThrownBy(() -> updater().install(run, "fixes", List.of(FIX), true));
        assertThatIllegalArgumentException().isThrownBy(() -> updater().uninstall(run, List.of(), true));
        assertThat(notes("updateSilentStarted")).isEqualTo(before);
    }

    @Test
    void a_wrong_password_fails_and_the_right_one_of_the_same_attempt_is_not_blocked_by_it() {
        ControlRun run = run("installFixes");
        UpdateReport wrong =
                updater(withPassword("{wrong\\\u00fc}="), cell.directories()).install(run, fixes, List.of(FIX), true);
        assertThat(wrong.answer()).isEqualTo(UpdateAnswer.FAILED);
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.message()).contains("no success line, exit code 1, listed: none", "HINT:");
        assertThat(wrong.tail()).isEqualTo("The WebSphere administrator's name or password is wrong.");

        UpdateReport right = updater().install(run, fixes, List.of(FIX), true);
        assertThat(right.answer()).as(right.toString()).isEqualTo(UpdateAnswer.INSTALLED);
        assertThat(right.adopted()).isFalse();
    }

    @Test
    void success_in_words_alone_is_not_proven_and_the_next_try_runs_again() {
        ControlRun run = run("installFixes");
        lab.fault("update-without-effect", true);
        UpdateReport report = updater().install(run, fixes, List.of(FIX), true);
        assertThat(report.answer()).isEqualTo(UpdateAnswer.NOT_PROVEN);
        assertThat(report.message()).contains("the success line, exit code 0, listed: none", "HINT:");
        assertThat(version("Files")).isEqualTo("1");
        lab.fault("update-without-effect", false);
        assertThat(updater().install(run, fixes, List.of(FIX), true).answer()).isEqualTo(UpdateAnswer.INSTALLED);
    }

    @Test
    void a_fix_that_is_listed_although_its_own_run_failed_is_not_proven_until_a_person_decides() throws IOException {
        ControlRun run = run("installFixes");
        lab.fault("update-fails", true);
        UpdateReport failed = updater().install(run, fixes, List.of(FIX), true);
        assertThat(failed.answer()).isEqualTo(UpdateAnswer.FAILED);
        assertThat(failed.exitCode()).isEqualTo(8);
        assertThat(failed.tail()).contains("Fix installation failed");
        lab.fault("update-fails", false);

        lab.fault("update-half-way", true);
        UpdateReport half = updater().install(run, fixes, List.of(FIX), true);
        assertThat(half.answer()).isEqualTo(UpdateAnswer.FAILED);
        assertThat(version("Files")).as("changed behind the listing's back").isEqualTo("1-" + FIX);
        lab.fault("update-half-way", false);
        Path version = Path.of(cell.directories().connectionsRoot(), "version");
        Files.copy(version.resolve("backup/" + FIX + "/fix.properties"), version.resolve(FIX + ".efixApplied"));

        UpdateReport listed = updater().install(run, fixes, List.of(FIX), true);
        assertThat(listed.answer()).isEqualTo(UpdateAnswer.NOT_PROVEN);
        assertThat(listed.message()).contains("no success line, exit code 8, listed: " + FIX);
        assertThat(listed.adopted()).isTrue();
        assertThat(updater().install(attempt(run, 2), fixes, List.of(FIX), true).answer())
                .isEqualTo(UpdateAnswer.ALREADY_INSTALLED);
    }

    @Test
    void a_tool_that_hangs_is_left_alone_and_waited_for_by_the_next_attempt() throws Exception {
        long before = notes("updateSilentStarted");
        ControlRun run = run("installFixes");
        lab.fault("update-hangs", true);
        UpdateReport hanging = updater(SHORT).install(run, fixes, List.of(FIX), true);
        assertThat(hanging.answer()).isEqualTo(UpdateAnswer.TIMED_OUT);
        assertThat(hanging.message()).contains("still running after 2 s", "never end it");
        awaitStarted(before + 1);
        assertThat(updater(SHORT)
                        .install(attempt(run, 2), fixes, List.of(FIX), true)
                        .answer())
                .isEqualTo(UpdateAnswer.TIMED_OUT);
        UpdateReport beside = updater().uninstall(run("uninstallFixes"), List.of("LO100042"), true);
        assertThat(beside.answer()).as("beside it").isEqualTo(UpdateAnswer.TOOL_BUSY);
        assertThat(beside.message()).contains("HINT:");

        lab.fault("update-hangs", false);
        UpdateReport ended = updater().install(attempt(run, 2), fixes, List.of(FIX), true);
        assertThat(ended.answer()).as(ended.toString()).isEqualTo(UpdateAnswer.INSTALLED);
        assertThat(ended.adopted()).isTrue();
        assertThat(notes("updateSilentStarted")).isEqualTo(before + 1);
        assertThat(version("Files")).isEqualTo("1-" + FIX);
    }

    @Test
    void the_password_is_in_no_process_list_no_journal_and_no_record_and_its_file_is_private_and_goes()
            throws Exception {
        RECORDS.clear();
        long before = notes("updateSilentStarted");
        String password = cell.deploymentManager().password().reveal();
        Path home = Path.of(output("echo \"$HOME\"").strip());
        ControlRun run = run("installFixes");
        lab.fault("update-hangs", true);
        UpdateReport hanging = updater(SHORT).install(run, fixes, List.of(FIX), false);
        awaitStarted(before + 1);

        assertThat(output("ps -A -ww -o args="))
                .contains("LabUpdater", "fixes=" + FIX)
                .doesNotContain(password);
        List<Path> options = files(home.resolve(".cnxrunbooks/update"));
        assertThat(options).hasSize(1);
        assertThat(options.get(0)).content().contains("featureCustomizationBackedUp=no\n", "wasPassword=" + password);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(options.get(0))))
                .isEqualTo("rw-------");
        lab.fault("update-hangs", false);
        UpdateReport ended = updater().install(run, fixes, List.of(FIX), false);
        assertThat(ended.answer()).isEqualTo(UpdateAnswer.INSTALLED);

        assertThat(files(home.resolve(".cnxrunbooks/update"))).isEmpty();
        for (Path file : files(home.resolve(".connections-runbooks/jobs"))) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain(password);
        }
        assertThat(RECORDS.toString()).contains("fixes=" + FIX).doesNotContain(password);
        assertThat(hanging + " " + ended).doesNotContain(password);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                        Path.of(cell.directories().connectionsRoot(), "version", FIX + ".efixApplied"))))
                .as("what the tool writes has the account's own mask, not that of its options")
                .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                        Path.of(cell.directories().connectionsRoot(), "version", "LO100042.efixApplied"))));
    }

    private static void awaitStarted(long count) {
        LabWait.until(
                "updateSilent works", PATIENCE, () -> notes("updateSilentStarted") == count, () -> "not in the ledger");
    }

    private static String output(String script) {
        return sessions.deploymentManager()
                .run(Command.of("/bin/sh", "-c", script))
                .output();
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String version(String application) {
        Path ear = lab.profile("LabDmgrNode")
                .resolve("config/cells/LabCell/applications")
                .resolve(application + ".ear")
                .resolve(application + ".ear");
        try (ZipFile archive = new ZipFile(ear.toFile())) {
            return new String(
                            archive.getInputStream(archive.getEntry("META-INF/version.txt"))
                                    .readAllBytes(),
                            StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long notes(String id) {
        try (Stream<String> lines = Files.lines(lab.ledger())) {
            return lines.filter(line -> line.contains("\"id\":\"" + id + ":")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DeploymentManager withPassword(String password) {
        DeploymentManager right = cell.deploymentManager();
        return new DeploymentManager(
                right.host(), right.cellName(), right.profile(), right.soapPort(), right.user(), Secret.of(password));
    }

    private static ControlRun run(String step) {
        runs++;
        return new ControlRun("ifix-lab-20260314-21000" + runs, step, 1, Progress.NONE);
    }

    private static ControlRun attempt(ControlRun run, int attempt) {
        return new ControlRun(run.runId(), run.step(), attempt, run.progress());
    }

    private static UpdateInstaller updater() {
        return updater(PATIENCE);
    }

    private static UpdateInstaller updater(Duration patience) {
        return new UpdateInstaller(
                sessions.deploymentManager(), cell.deploymentManager(), cell.directories(), patience);
    }

    private static UpdateInstaller updater(DeploymentManager manager, Directories directories) {
        return new UpdateInstaller(sessions.deploymentManager(), manager, directories, PATIENCE);
    }
}
