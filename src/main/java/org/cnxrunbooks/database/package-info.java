/**
 * Native backups of Db2, Oracle, SQL Server and PostgreSQL.
 *
 * <p>Entered by the runbooks.
 */
@NullMarked
package org.cnxrunbooks.database;

import org.jspecify.annotations.NullMarked;
