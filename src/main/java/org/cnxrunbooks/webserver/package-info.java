/**
 * Edit plugin-cfg.xml and httpd.conf and leave every other byte alone; control and probe IBM HTTP Server.
 *
 * <p>Entered by the runbooks; knows hosts and their sessions, no engine.
 */
@NullMarked
package org.cnxrunbooks.webserver;

import org.jspecify.annotations.NullMarked;
