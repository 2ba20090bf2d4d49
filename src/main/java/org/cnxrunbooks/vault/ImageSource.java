package org.cnxrunbooks.vault;

import org.cnxrunbooks.cell.DatabaseKind;
import org.jspecify.annotations.Nullable;

/**
 * A database image on its host, made by the database's own tool.
 *
 * @param kind product
 * @param host name of the host
 * @param instance instance, SID or cluster name
 * @param database name of the database or schema
 * @param path absolute path of the image file
 * @param account that can read it; null for the session's own
 * @param version of the database product, as it reports itself
 * @param tool that made it, e.g. {@code db2 backup}
 * @param command the command as it ran, secrets masked
 * @param timestamp the tool's own name for the moment of the image (Db2: {@code 20260314210000}); empty where it has none
 * @param owner account that owns the instance, needed to put the image back
 */
public record ImageSource(
        DatabaseKind kind,
        String host,
        String instance,
        String database,
        String path,
        @Nullable String account,
        String version,
        String tool,
        String command,
        String timestamp,
        @Nullable String owner) {}
