package org.cnxrunbooks.app;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.cnxrunbooks.cell.DatabaseKind;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A database instance.
 *
 * @param kind Product.
 * @param host Name of its host under hosts.
 * @param instance Db2 instance, Oracle SID, SQL Server instance or PostgreSQL cluster.
 * @param port Port of the instance; the product's default when left out.
 * @param owner Account that owns the instance; the SSH account when left out.
 * @param backupDirectory Directory on the host that takes the images before they are fetched.
 * @param names Databases to back up; for Oracle the schemas.
 */
record DatabaseSettings(
        @Nullable @NotNull(message = "db2, oracle, sqlserver or postgresql HINT: Name the product.") DatabaseKind kind,
        @NotBlank(message = "the name of a host HINT: Name one of this cell's hosts.") @Nullable String host,
        @NotBlank(message = "an instance HINT: For Db2 the instance name, e.g. db2inst1; for Oracle the SID.") @Nullable
                String instance,
        @Nullable @Min(value = 1, message = HostSettings.PORT) @Max(value = 65535, message = HostSettings.PORT)
                Integer port,
        @Nullable String owner,
        @NotBlank(message = "an absolute path HINT: Name a directory with room for the largest database image.")
                @Nullable
                String backupDirectory,
        @DefaultValue
                @NotEmpty(
                        message =
                                "at least one database HINT: List every database of the instance that Connections uses.")
                List<@NotBlank(message = "a database name HINT: Remove the empty entry.") String> names) {}
