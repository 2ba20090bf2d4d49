package org.cnxrunbooks.database;

import java.util.List;
import org.cnxrunbooks.cell.DatabaseInstance;
import org.cnxrunbooks.cell.DatabaseKind;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.HostSession;

/** The native backup of one database instance. Failures are {@link DatabaseFailure} or a host's. */
public interface NativeBackup {

    /** @param session on the instance's host */
    static NativeBackup of(DatabaseInstance instance, HostSession session) {
        Vendor vendor =
                switch (instance.kind()) {
                    case DB2 -> new Db2(instance.instance());
                    case ORACLE -> new Oracle(instance.instance());
                    case SQLSERVER -> new SqlServer(instance.port());
                    case POSTGRESQL -> new PostgreSql(instance.port());
                };
        return new VendorBackup(vendor, instance, session);
    }

    DatabaseKind kind();

    /** False where commands were built from the manual and never run on the real product. */
    boolean verifiedOnRealProduct();

    /** Tools that this host lacks; empty when all are there. */
    List<String> missingTools();

    /** The product's own version line. */
    String version();

    List<PresentDatabase> databases();

    List<DatabaseConnection> connections(String database);

    /** Ends all connections and proves that none is left; harmless when there was none. */
    void quiesce(String database);

    /** The command whose run makes the image, as it is shown in the plan. */
    String plannedCommand(String database);

    /**
     * Quiesces, backs up into the run's own directory below the instance's backup directory as a journalled job, judges
     * text and exit code, finds the images and has the vendor's checker read them. The same run, step and attempt
     * finds the finished job again and does not start another.
     */
    DatabaseDump dump(String database, DumpRun run);

    /** Has the vendor's checker read the image again. */
    void verify(DatabaseImage image);

    /** Prints the image to standard output, with the right to read it; for {@link HostSession#stream}. */
    Command read(DatabaseImage image);

    /** Removes the image from the database host, after it was fetched; harmless when it is gone. */
    void discard(DatabaseImage image);
}
