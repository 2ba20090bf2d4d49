package org.cnxrunbooks.ifix;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cnxrunbooks.cell.WebServer;
import org.cnxrunbooks.engine.Reasons;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.webserver.ConfigRefusal;
import org.cnxrunbooks.webserver.Endpoint;
import org.cnxrunbooks.webserver.Endpoints;
import org.cnxrunbooks.webserver.HttpdConfig;
import org.cnxrunbooks.webserver.HttpdReader;
import org.cnxrunbooks.webserver.PluginConfig;
import org.cnxrunbooks.webserver.PluginDirectives;
import org.cnxrunbooks.webserver.ServerFacts;
import org.cnxrunbooks.webserver.WebServerControl;

/** Reads how each web server routes. What cannot be read or must not be switched becomes a reason. */
final class RoutingSurvey {

    private static final long PLUGIN_LIMIT = 16 << 20;

    private final IfixWork work;
    private final Reasons reasons;

    RoutingSurvey(IfixWork work, Reasons reasons) {
        this.work = work;
        this.reasons = reasons;
    }

    List<SurveyedServer> read() {
        if (work.cell().webServers().isEmpty()) {
            reasons.add(
                    "No web server: cell %s (observed none, expected at least one)"
                            .formatted(work.cell().name()),
                    "set runbooks.cells.%s.web-servers".formatted(work.cell().name()));
        }
        return work.cell().webServers().stream()
                .flatMap(server -> read(server).stream())
                .toList();
    }

    private Optional<SurveyedServer> read(WebServer server) {
        try {
            HostSession session = work.session(server);
            WebServerControl control = work.control(server);
            ServerFacts facts = control.facts();
            if (!facts.running()) {
                reasons.add(
                        "Web server does not run: %s on %s (observed no process, expected one)"
                                .formatted(server.name(), server.host()),
                        "start it first; users are to be served all the time");
            }
            HttpdConfig config = new HttpdReader(session, server).read();
            PluginDirectives directives = PluginDirectives.of(config);
            if (directives.places().isEmpty()) {
                reasons.add(
                        "No %s: %s (observed none in %s, expected one)"
                                .formatted(PluginDirectives.NAME, server.name(), config.mainFile()),
                        "is this the web server in front of Connections?");
            }
            Map<String, PluginConfig> plugins = new LinkedHashMap<>();
            for (PluginDirectives.Place place : directives.places()) {
                plugin(server, session, config.absolute(place.path()))
                        .ifPresent(plugin -> plugins.put(place.path(), plugin));
            }
            List<Endpoint> doors = Endpoints.of(
                    config.effective(facts), work.cell().hostOf(server).address());
            return Optional.of(new SurveyedServer(server, facts, config, directives, plugins, doors));
        } catch (HostFailure failure) {
            reasons.add(failure);
        } catch (ConfigRefusal refusal) {
            reasons.add("%s: %s".formatted(server.name(), refusal.getMessage()));
        }
        return Optional.empty();
    }

    private Optional<PluginConfig> plugin(WebServer server, HostSession session, String path) {
        Optional<PluginConfig> plugin = session.fetch(path, PLUGIN_LIMIT).map(bytes -> PluginConfig.parse(path, bytes));
        if (plugin.isEmpty()) {
            reasons.add(
                    "Plug-in configuration missing: %s of %s on %s (observed no file, expected one)"
                            .formatted(path, server.name(), server.host()),
                    "propagate it from the deployment manager, or correct " + PluginDirectives.NAME);
        }
        plugin.stream()
                .flatMap(config -> config.routedClusters().stream())
                .filter(cluster -> cluster.partitionTable())
                .forEach(
                        cluster -> reasons.add(
                                "Memory-to-memory replication: cluster %s in %s line %d (observed GetDWLMTable true, expected false)"
                                        .formatted(cluster.name(), path, cluster.line()),
                                "cookies carry partition ids then, and nobody can prove who serves; use the variant with downtime"));
        return plugin;
    }
}
