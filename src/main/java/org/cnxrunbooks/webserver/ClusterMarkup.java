package org.cnxrunbooks.webserver;

import java.util.List;
import java.util.Optional;

/** Where a cluster's servers and lists stand in the file. */
record ClusterMarkup(
        XmlElement cluster, List<XmlElement> servers, Optional<XmlElement> primaries, Optional<XmlElement> backups) {}
