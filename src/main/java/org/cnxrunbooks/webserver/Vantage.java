package org.cnxrunbooks.webserver;

import java.util.List;

/** A place from which a web server is looked at: this machine, or a host of the cell through SSH. */
public interface Vantage {

    /** For people, e.g. {@code this application} or {@code node1 as 10.0.0.12}. */
    String name();

    /**
     * Asks for each target, each with a new connection and no cookie.
     *
     * @param marker text whose presence in the body makes {@link ProbeAnswer#notice()} true
     * @return one answer for each target, in their order
     */
    List<ProbeAnswer> look(List<ProbeTarget> targets, String marker);
}
