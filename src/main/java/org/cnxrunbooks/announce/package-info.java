/**
 * Tell people: mail and the banner of Connections.
 *
 * <p>Entered by the runbooks. The only room that sends mail.
 */
@NullMarked
package org.cnxrunbooks.announce;

import org.jspecify.annotations.NullMarked;
