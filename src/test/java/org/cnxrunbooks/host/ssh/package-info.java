@NullMarked
package org.cnxrunbooks.host.ssh;

import org.jspecify.annotations.NullMarked;
