/**
 * What a Connections deployment is: cell, hosts, nodes, servers, clusters, databases, directories, release level.
 *
 * <p>Plain immutable values without I/O; every room may enter.
 */
@NullMarked
package org.cnxrunbooks.cell;

import org.jspecify.annotations.NullMarked;
