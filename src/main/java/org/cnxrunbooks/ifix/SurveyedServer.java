package org.cnxrunbooks.ifix;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cnxrunbooks.cell.WebServer;
import org.cnxrunbooks.webserver.ConfigRefusal;
import org.cnxrunbooks.webserver.Endpoint;
import org.cnxrunbooks.webserver.HttpdConfig;
import org.cnxrunbooks.webserver.PluginConfig;
import org.cnxrunbooks.webserver.PluginDirectives;
import org.cnxrunbooks.webserver.ServerFacts;

/**
 * A web server as it was read.
 *
 * @param plugins its plugin-cfg.xml files by the path that the directives write
 */
record SurveyedServer(
        WebServer server,
        ServerFacts facts,
        HttpdConfig config,
        PluginDirectives directives,
        Map<String, PluginConfig> plugins,
        List<Endpoint> doors) {

    /** The door that users take: https where there is one, on a port that the routes know. */
    Endpoint watched() {
        List<String> hosts = plugins.values().stream()
                .flatMap(plugin -> plugin.routes().stream())
                .flatMap(route -> route.virtualHosts().stream())
                .toList();
        List<Endpoint> routed = doors.stream()
                .filter(door -> hosts.isEmpty()
                        || hosts.stream().anyMatch(host -> host.endsWith(":" + door.port()) || host.endsWith(":*")))
                .toList();
        return Stream.concat(routed.stream().filter(door -> door.scheme().equals("https")), routed.stream())
                .findFirst()
                .orElseThrow(() -> new ConfigRefusal(
                        "No door leads to the plug-in: %s (observed doors %s, routes for %s)%nHINT: The ports of its virtual hosts must stand in the VirtualHostGroup of plugin-cfg.xml."
                                .formatted(server.name(), doors, hosts)));
    }
}
