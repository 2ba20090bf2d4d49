package org.cnxrunbooks.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The WebSphere processes of a lab. */
record LabServers(LabLayout layout) {

    /** Node and name of each, deployment manager first. */
    List<List<String>> names() {
        List<List<String>> all = new ArrayList<>();
        all.add(List.of(LabLayout.DMGR_NODE, "dmgr"));
        LabLayout.NODES.forEach(node -> all.add(List.of(node, "nodeagent")));
        layout.members().forEach(member -> all.add(List.of(member.node(), member.name())));
        return all;
    }

    void startAll() {
        for (List<String> server : names()) {
            control(server.get(0), server.get(1)).launchUnlessAlive();
        }
    }

    void awaitAll() {
        for (List<String> server : names()) {
            LabWasControl control = control(server.get(0), server.get(1));
            LabWait.until(
                    server + " STARTED",
                    Duration.ofMinutes(3),
                    // one that was on its way down is started again
                    () -> control.state().equals("STARTED") || control.launchUnlessAlive(),
                    control::state);
        }
    }

    LabWasControl control(String node, String server) {
        try {
            return new LabWasControl(new LabHome(layout.lab()), node, server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
