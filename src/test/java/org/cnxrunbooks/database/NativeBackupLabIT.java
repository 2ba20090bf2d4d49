package org.cnxrunbooks.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.cell.DatabaseInstance;
import org.cnxrunbooks.cell.DatabaseKind;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.Hosts;
import org.cnxrunbooks.host.Progress;
import org.cnxrunbooks.host.RemoteStream;
import org.cnxrunbooks.host.ssh.SshHosts;
import org.cnxrunbooks.lab.Lab;
import org.cnxrunbooks.lab.LabCells;
import org.cnxrunbooks.lab.LabOptions;
import org.cnxrunbooks.lab.LabWait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a real PostgreSQL, once by its own tools and once through the look-alike of Db2's. */
class NativeBackupLabIT {

    private static final List<String> FAULTS = List.of(
            "database-tool-fails",
            "database-success-text-exit-1",
            "database-failure-text-exit-0",
            "image-truncated",
            "connections-linger");

    private static Lab lab;
    private static Hosts hosts;
    private static Cell cell;
    private static int runs;

    @BeforeAll
    static void start() {
        lab = Lab.start(LabOptions.test());
        hosts = new SshHosts(Clock.systemUTC());
        cell = LabCells.of(lab);
    }

    @AfterAll
    static void end() {
        hosts.close();
        lab.close();
    }

    @AfterEach
    void faultsOff() {
        FAULTS.forEach(name -> lab.fault(name, false));
    }

    @Test
    void db2_tells_its_tools_level_databases_and_sizes() {
        NativeBackup backup = backup(DatabaseKind.DB2);

        assertThat(backup.missingTools()).isEmpty();
        assertThat(backup.version()).contains("v11.5");
        assertThat(backup.databases())
                .extracting(PresentDatabase::name)
                .contains("HOMEPAGE", "FNGCD", "FNOS")
                .doesNotContain("REMOTEDB", "boards");
        assertThat(backup.databases()).allMatch(found -> found.bytes() > 1_000_000);
        assertThat(backup.verifiedOnRealProduct()).isFalse();
    }

    @Test
    void tools_that_are_absent_are_named() {
        DatabaseInstance oracle =
                new DatabaseInstance(DatabaseKind.ORACLE, "db", "LSCONN", 1521, null, "/backup", List.of("HOMEPAGE"));

        assertThat(NativeBackup.of(oracle, session()).missingTools()).containsExactly("sqlplus", "expdp", "impdp");
    }

    @ParameterizedTest
    @CsvSource({"DB2,HOMEPAGE", "POSTGRESQL,boards"})
    void an_image_is_made_checked_fetched_and_holds_the_rows(DatabaseKind kind, String name) throws Exception {
        NativeBackup backup = backup(kind);

        DatabaseDump dump = backup.dump(name, run(1));

        assertThat(dump.images()).hasSize(1);
        DatabaseImage image = dump.images().get(0);
        assertThat(Path.of(image.path())).hasSize(image.bytes()).hasFileName(image.fileName());
        Path fetched = Files.createTempFile("image", ".bin");
        try (RemoteStream stream = session().stream(backup.read(image));
                InputStream bytes = stream.output()) {
            Files.write(fetched, bytes.readAllBytes());
            assertThat(stream.finish().ok()).isTrue();
        }
        assertThat(restoredRows(kind, fetched)).isEqualTo(500);
        backup.discard(image);
        backup.discard(image);
        assertThat(Path.of(image.path()).getParent().getParent()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"DB2,FILES", "POSTGRESQL,boards"})
    void open_connections_are_seen_and_ended(DatabaseKind kind, String name) throws Exception {
        NativeBackup backup = backup(kind);
        // a server process ends some time after its client
        LabWait.until(
                "nobody connected to " + name,
                Duration.ofMinutes(1),
                () -> backup.connections(name).isEmpty(),
                () -> backup.connections(name).toString());
        try (Connection open = connect(kind, name)) {
            assertThat(backup.connections(name)).hasSize(1).allMatch(found -> found.database()
                    .equals(name));

            backup.quiesce(name);

            assertThat(backup.connections(name)).isEmpty();
            assertThat(open.isValid(60)).isFalse();
        }
        backup.quiesce(name);
    }

    @Test
    void the_same_attempt_finds_its_image_and_the_next_one_makes_another() {
        NativeBackup backup = backup(DatabaseKind.DB2);
        DumpRun first = run(1);

        DatabaseDump one = backup.dump("WIKIS", first);
        DatabaseDump same = backup.dump("WIKIS", first);
        DatabaseDump other =
                backup.dump("WIKIS", new DumpRun(first.runId(), first.step(), 2, first.timeout(), Progress.NONE));

        assertThat(same.images()).isEqualTo(one.images());
        assertThat(other.images()).isNotEqualTo(one.images());
        assertThat(Path.of(one.images().get(0).path())).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "database-tool-fails,TOOL_FAILED",
        "database-success-text-exit-1,CONTRADICTION",
        "database-failure-text-exit-0,CONTRADICTION",
        "image-truncated,IMAGE_DAMAGED"
    })
    void a_bad_backup_is_never_called_one(String fault, DatabaseFailure.Reason reason) {
        lab.fault(fault, true);

        DatabaseFailure failure = failure("BLOGS");

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.host()).isEqualTo("db");
        assertThat(failure.getMessage()).contains("observed", "expected", "HINT:");
        assertThat(failure.tail()).isNotBlank();
    }

    @Test
    void connections_that_linger_are_named() throws Exception {
        lab.fault("connections-linger", true);
        try (Connection open = connect(DatabaseKind.DB2, "BLOGS")) {
            assertThat(open.isValid(60)).isTrue();

            DatabaseFailure failure = failure("BLOGS");

            assertThat(failure.reason()).isEqualTo(DatabaseFailure.Reason.IN_USE);
            assertThat(failure).hasMessageContaining("handle");
        }
    }

    @Test
    void an_unknown_database_and_a_hostile_name_are_refused() {
        assertThat(failure("NOSUCH").reason()).isEqualTo(DatabaseFailure.Reason.ANSWER_UNREADABLE);
        assertThat(failure("A;reboot").reason()).isEqualTo(DatabaseFailure.Reason.NAME_REFUSED);
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"DB2", "POSTGRESQL"})
    void an_image_damaged_later_is_found_by_the_checker(DatabaseKind kind) throws Exception {
        NativeBackup backup = backup(kind);
        DatabaseImage image = backup.dump(kind == DatabaseKind.DB2 ? "FORUM" : "boards", run(1))
                .images()
                .get(0);
        backup.verify(image);
        byte[] bytes = Files.readAllBytes(Path.of(image.path()));
        Files.write(Path.of(image.path()), Arrays.copyOf(bytes, bytes.length - 600));

        DatabaseFailure failure = catchThrowableOfType(DatabaseFailure.class, () -> backup.verify(image));

        assertThat(failure.reason()).isEqualTo(DatabaseFailure.Reason.IMAGE_DAMAGED);
    }

    private static DatabaseFailure failure(String name) {
        return catchThrowableOfType(
                DatabaseFailure.class, () -> backup(DatabaseKind.DB2).dump(name, run(1)));
    }

    /** Restores the image with PostgreSQL's own tool into a database beside the others. */
    private static long restoredRows(DatabaseKind kind, Path image) throws Exception {
        try (Connection connection = connect(kind, "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists restored");
            statement.execute("create database restored template template0");
        }
        assertThat(session()
                        .run(Command.of(
                                "pg_restore",
                                "-w",
                                "-p",
                                Integer.toString(instance(kind).port()),
                                "-d",
                                "restored",
                                image.toString()))
                        .ok())
                .isTrue();
        try (Connection connection = connect(kind, "restored");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from content")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Connection connect(DatabaseKind kind, String database) throws Exception {
        String address = cell.host("db").address();
        int port = instance(kind).port();
        return DriverManager.getConnection(
                "jdbc:postgresql://" + address + ":" + port + "/" + database, "postgres", "");
    }

    private static DumpRun run(int attempt) {
        runs++;
        return new DumpRun(
                "backup-lab-20260314-2100" + runs, "dumpDatabases", attempt, Duration.ofMinutes(2), Progress.NONE);
    }

    private static DatabaseInstance instance(DatabaseKind kind) {
        return Stream.of(kind)
                .flatMap(wanted -> cell.databases().stream().filter(found -> found.kind() == wanted))
                .findFirst()
                .orElseThrow();
    }

    private static NativeBackup backup(DatabaseKind kind) {
        return NativeBackup.of(instance(kind), session());
    }

    private static HostSession session() {
        return hosts.connect(cell.host("db"), done -> {});
    }
}
