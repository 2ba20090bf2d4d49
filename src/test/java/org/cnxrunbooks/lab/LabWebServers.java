package org.cnxrunbooks.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The web servers of a lab. */
record LabWebServers(List<LabWebServer> all) {

    static LabWebServers start(LabLayout layout, String kind) throws IOException {
        List<LabWebServer> all = new ArrayList<>();
        for (LabLayout.Web web : LabLayout.WEB_SERVERS) {
            all.add(LabWebServer.start(layout, web, kind));
        }
        return new LabWebServers(List.copyOf(all));
    }

    String kind() {
        return all.get(0).kind();
    }

    boolean https() {
        return all.stream().allMatch(LabWebServer::https);
    }

    void reset() throws IOException {
        for (LabWebServer server : all) {
            server.reset();
        }
    }

    void close() {
        all.forEach(LabWebServer::close);
    }
}
