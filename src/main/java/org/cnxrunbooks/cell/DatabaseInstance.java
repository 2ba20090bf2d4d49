package org.cnxrunbooks.cell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A database instance and the databases in it.
 *
 * @param kind product
 * @param host name of its host in {@link Cell#hosts()}
 * @param instance Db2 instance, Oracle SID, SQL Server instance or PostgreSQL cluster name
 * @param port of the instance, the product's default unless configured
 * @param owner account that owns the instance and runs its tools; the session's own account when absent
 * @param backupDirectory directory on the host that takes the images before they are fetched
 * @param names databases to back up (for Oracle: schemas)
 */
public record DatabaseInstance(
        DatabaseKind kind,
        String host,
        String instance,
        int port,
        @Nullable String owner,
        String backupDirectory,
        List<String> names) {

    public DatabaseInstance {
        names = List.copyOf(names);
    }
}
