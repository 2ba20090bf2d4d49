package org.cnxrunbooks.audit;

import java.util.List;

/** Who reads. */
record Reader(String user, List<String> groups) {}
