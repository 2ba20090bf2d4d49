package org.cnxrunbooks.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.cnxrunbooks.host.CommandResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers in the shape that IBM documents; none was taken from a real Db2. */
class Db2Test {

    private static final String SUCCESS =
            "\nBackup successful. The timestamp for this backup image is : 20260314210000\n\n";

    private final Db2 db2 = new Db2("db2inst1");

    @Test
    void local_databases_are_listed_and_catalogued_ones_left_out() {
        String directory =
                """

                 System Database Directory

                 Number of entries in the directory = 2

                Database 1 entry:

                 Database alias                       = HOMEPAGE
                 Database name                        = HOMEPAGE
                 Local database directory             = /home/db2inst1
                 Comment                              =
                 Directory entry type                 = Indirect

                Database 2 entry:

                 Database alias                       = FAR
                 Node name                            = NODE1
                 Directory entry type                 = Remote
                """;

        assertThat(db2.readDatabases(answer(0, directory))).containsExactly(new PresentDatabase("HOMEPAGE", -1));
    }

    @Test
    void an_instance_without_databases_is_not_an_unreadable_one() {
        assertThat(db2.readDatabases(answer(4, "SQL1031N  The database directory cannot be found")))
                .isEmpty();
        assertThatThrownBy(() -> db2.readDatabases(answer(0, "Systemdatenbankverzeichnis")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void applications_are_read_by_column_even_with_blanks_in_their_names() {
        String list =
                """

                Auth Id  Application    Appl.      Application Id                 DB       # of
                         Name           Handle                                    Name    Agents
                -------- -------------- ---------- ------------------------------ -------- -----
                LCUSER   db2jcc_applica 12         10.0.0.1.50000.1               HOMEPAGE 1
                DB2INST1 my tool 2      345        *LOCAL.db2inst1.1              HOMEPAGE 1

                """;

        List<DatabaseConnection> found = db2.readConnections("HOMEPAGE", answer(0, list));

        assertThat(found)
                .containsExactly(
                        new DatabaseConnection("HOMEPAGE", "12", "LCUSER", "db2jcc_applica"),
                        new DatabaseConnection("HOMEPAGE", "345", "DB2INST1", "my tool 2"));
        assertThat(db2.end(found).words()).containsExactly("db2", "force application (12, 345)");
        assertThat(db2.readConnections("HOMEPAGE", answer(2, "SQL1611W  No data was returned")))
                .isEmpty();
        assertThatThrownBy(() -> db2.readConnections("HOMEPAGE", answer(8, "SQL1032N  No start")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0,SUCCEEDED", "1,CONTRADICTORY", "2,CONTRADICTORY", "4,CONTRADICTORY"})
    void success_in_words_needs_the_exit_code_to_agree(int exitCode, Verdict.Kind kind) {
        assertThat(db2.judge(exitCode, SUCCESS).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"0,CONTRADICTORY", "4,FAILED"})
    void failure_in_words_is_never_a_success(int exitCode, Verdict.Kind kind) {
        assertThat(db2.judge(exitCode, "SQL1035N  The operation failed").kind()).isEqualTo(kind);
        assertThat(db2.judge(0, "SQL2025N  An I/O error" + SUCCESS).kind()).isEqualTo(Verdict.Kind.CONTRADICTORY);
        assertThat(db2.judge(0, "").kind()).isEqualTo(Verdict.Kind.CONTRADICTORY);
        assertThat(db2.judge(0, SUCCESS).timestamp()).isEqualTo("20260314210000");
    }

    @Test
    void an_image_is_known_by_alias_instance_and_timestamp() {
        String image = "HOMEPAGE.0.db2inst1.DBPART000.20260314210000.001";

        assertThat(db2.isImage("HOMEPAGE", "20260314210000", image)).isTrue();
        assertThat(db2.isImage("HOMEPAGE", "20260314210001", image)).isFalse();
        assertThat(db2.isImage("HOME", "20260314210000", image)).isFalse();
        assertThat(db2.isImage("HOMEPAGE", "20260314210000", image + ".tmp")).isFalse();
    }

    @Test
    void the_checker_needs_words_and_exit_code() {
        String good = "[1] Buffers processed: ####\nImage Verification Complete - successful.\n";

        assertThat(db2.readCheck(answer(0, good))).isTrue();
        assertThat(db2.readCheck(answer(1, good))).isFalse();
        assertThat(db2.readCheck(answer(0, "Image Verification Complete - ERROR DETECTED: 1")))
                .isFalse();
    }

    @Test
    void the_size_is_read_from_the_procedures_answer() {
        String text =
                """
                  Parameter Name  : SNAPSHOTTIMESTAMP
                  Parameter Value : 2026-03-14-21.00.00.000000

                  Parameter Name  : DATABASESIZE
                  Parameter Value : 302251008
                """;

        assertThat(db2.readSize(answer(0, text))).isEqualTo(302251008);
        assertThat(db2.readSize(answer(4, "SQL1024N"))).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"a;b", "$(id)", "'a b'", "-x", "''"})
    void a_hostile_instance_name_is_refused(String name) {
        assertThatThrownBy(() -> new Db2(name)).isInstanceOf(IllegalArgumentException.class);
    }

    private static CommandResult answer(int exitCode, String output) {
        return new CommandResult(exitCode, output, "");
    }
}
