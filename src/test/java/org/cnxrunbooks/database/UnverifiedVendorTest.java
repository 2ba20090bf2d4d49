package org.cnxrunbooks.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.cnxrunbooks.host.CommandResult;
import org.junit.jupiter.api.Test;

/** Oracle and SQL Server as their manuals have it: pins the commands, proves nothing about the real products. */
class UnverifiedVendorTest {

    private final Oracle oracle = new Oracle("LSCONN");
    private final SqlServer sqlServer = new SqlServer(1433);

    @Test
    void both_say_that_they_never_met_the_real_product() {
        assertThat(oracle.verifiedOnRealProduct()).isFalse();
        assertThat(sqlServer.verifiedOnRealProduct()).isFalse();
    }

    @Test
    void oracle_exports_one_schema_into_the_run_directory() {
        assertThat(oracle.prepare("/backup/run").get(0).input())
                .contains("CREATE OR REPLACE DIRECTORY CNXRUNBOOKS AS '/backup/run';");
        assertThat(oracle.dump("homepage", "/backup/run").words())
                .startsWith("expdp")
                .contains("schemas=HOMEPAGE", "dumpfile=HOMEPAGE.dmp");
        assertThat(oracle.isImage("homepage", "", "HOMEPAGE.dmp")).isTrue();
    }

    @Test
    void oracle_is_judged_by_words_and_exit_code() {
        String good = "Job \"SYS\".\"SYS_EXPORT_SCHEMA_01\" successfully completed at Sat Mar 14 21:00:00 2026";

        assertThat(oracle.judge(0, good).kind()).isEqualTo(Verdict.Kind.SUCCEEDED);
        assertThat(oracle.judge(5, good).kind()).isEqualTo(Verdict.Kind.CONTRADICTORY);
        assertThat(oracle.judge(0, "ORA-31693: Table data object failed\n" + good)
                        .kind())
                .isEqualTo(Verdict.Kind.CONTRADICTORY);
        assertThat(oracle.judge(1, "ORA-39002: invalid operation").kind()).isEqualTo(Verdict.Kind.FAILED);
    }

    @Test
    void oracle_lists_are_read_and_errors_refused() {
        assertThat(oracle.readDatabases(answer("HOMEPAGE\t1048576\n")))
                .containsExactly(new PresentDatabase("HOMEPAGE", 1048576));
        assertThat(oracle.readConnections("homepage", answer("HOMEPAGE\t12,345\tJDBC Thin\nOTHER\t1,2\tx\n")))
                .containsExactly(new DatabaseConnection("homepage", "12,345", "HOMEPAGE", "JDBC Thin"));
        assertThatThrownBy(() -> oracle.readDatabases(answer("ORA-01034: ORACLE not available\n")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sql_server_backs_up_with_checksums_and_verifies() {
        assertThat(sqlServer.dump("FILES", "/backup/run").words())
                .endsWith("-Q", "BACKUP DATABASE [FILES] TO DISK = N'/backup/run/FILES.bak' WITH CHECKSUM, INIT");
        assertThat(sqlServer.check("FILES", "/b/FILES.bak").words())
                .endsWith("-Q", "RESTORE VERIFYONLY FROM DISK = N'/b/FILES.bak' WITH CHECKSUM");
    }

    @Test
    void sql_server_is_judged_by_words_and_exit_code() {
        String good = "BACKUP DATABASE successfully processed 370 pages in 0.1 seconds (28.9 MB/sec).";
        String bad = "Msg 3201, Level 16, State 1, Server db, Line 1\nCannot open backup device.";

        assertThat(sqlServer.judge(0, good).kind()).isEqualTo(Verdict.Kind.SUCCEEDED);
        assertThat(sqlServer.judge(1, good).kind()).isEqualTo(Verdict.Kind.CONTRADICTORY);
        assertThat(sqlServer.judge(0, bad).kind()).isEqualTo(Verdict.Kind.CONTRADICTORY);
        assertThat(sqlServer.judge(1, bad).kind()).isEqualTo(Verdict.Kind.FAILED);
        assertThat(sqlServer.readCheck(answer("The backup set on file 1 is valid.\n")))
                .isTrue();
        assertThat(sqlServer.readCheck(new CommandResult(1, bad, ""))).isFalse();
    }

    @Test
    void names_that_could_become_code_are_refused() {
        for (String hostile : new String[] {"a]b", "a'b", "a;b", "a b", "", "-a", "a\nb"}) {
            assertThat(oracle.names().matcher(hostile).matches()).isFalse();
            assertThat(sqlServer.names().matcher(hostile).matches()).isFalse();
            assertThat(new PostgreSql(5432).names().matcher(hostile).matches()).isFalse();
            assertThat(new Db2("db2inst1").names().matcher(hostile).matches()).isFalse();
        }
    }

    private static CommandResult answer(String output) {
        return new CommandResult(0, output, "");
    }
}
