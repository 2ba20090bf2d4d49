/** What people read about runs, over real HTTP. */
package org.cnxrunbooks.audit;
