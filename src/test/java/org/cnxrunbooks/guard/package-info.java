/** The guard under attack. */
package org.cnxrunbooks.guard;
