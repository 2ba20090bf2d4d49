package org.cnxrunbooks.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cell as the stand-in of wsadmin shows it: configuration from {@code lab.properties}, state from the processes.
 * Configuration ids look as WebSphere's do.
 */
final class LabCell {

    private final LabHome home;
    private final Map<String, Map<String, String>> attributes = new LinkedHashMap<>();
    private final Map<String, Boolean> states = new HashMap<>();

    LabCell(LabHome home) {
        this.home = home;
        home.under("variable.")
                .forEach((name, value) -> add(
                        "cells/" + name() + "|variables.xml",
                        "VariableSubstitutionEntry",
                        Map.of("symbolicName", name, "value", value)));
        for (String node : nodes()) {
            String scope = "cells/" + name() + "/nodes/" + node;
            add(
                    scope + "|variables.xml",
                    "VariableSubstitutionEntry",
                    Map.of("symbolicName", "USER_INSTALL_ROOT", "value", home.get("node." + node + ".profile")));
            for (String server : servers(node)) {
                add(
                        scope + "|serverindex.xml",
                        "ServerEntry",
                        Map.of("serverName", server, "serverType", type(server)));
            }
        }
        for (String cluster : home.list("clusters")) {
            String scope = "cells/" + name() + "/clusters/" + cluster + "|cluster.xml";
            add(scope, "ServerCluster", Map.of("name", cluster));
            for (String node : home.list("nodes")) {
                for (String server : home.list("node." + node + ".servers")) {
                    if (home.get("server." + node + "." + server + ".cluster", "")
                            .equals(cluster)) {
                        add(scope, "ClusterMember", Map.of("memberName", server, "nodeName", node));
                    }
                }
            }
        }
        for (String application : home.list("applications")) {
            String scope = "cells/" + name() + "/applications/" + application + ".ear/deployments/" + application
                    + "|deployment.xml";
            add(scope, "Deployment", Map.of());
            add(scope, "ClusteredTarget", Map.of("name", home.get("application." + application + ".cluster")));
            // web servers are targets, too
            add(scope, "ServerTarget", Map.of("name", "webserver1", "nodeName", "LabWeb"));
        }
        String security = "cells/" + name() + "|security.xml";
        add(security, "JAASAuthData", Map.of("alias", "connectionsAdmin", "userId", home.get("wsadmin.user")));
        if (!home.get("filenet.realm", "none").equals("none")) {
            add(
                    security,
                    "JAASAuthData",
                    Map.of(
                            "alias",
                            home.get("dmgr.node") + "/" + home.get("filenet.alias"),
                            "userId",
                            home.get("filenet.user")));
        }
    }

    LabHome home() {
        return home;
    }

    String name() {
        return home.get("cell");
    }

    List<String> applications() {
        return home.list("applications");
    }

    /** Ids of a type, in all scopes or beside the object of that id. */
    List<String> list(String type, String beside) {
        String scope = beside.isEmpty() ? "" : beside.substring(beside.indexOf('('), beside.indexOf('#') + 1);
        return attributes.keySet().stream()
                .filter(id -> id.contains("#" + type + "_") && id.contains(scope))
                .toList();
    }

    String attribute(String id, String attribute) {
        Map<String, String> object = attributes.get(id);
        if (object == null || !object.containsKey(attribute)) {
            throw new IllegalArgumentException(
                    "WASX7077E: Incomplete or unknown config id or attribute: " + id + " " + attribute);
        }
        return object.get(attribute);
    }

    /** As the deployment manager sees it: nothing of a node whose agent is down. */
    boolean sees(String node, String server) {
        boolean manager = node.equals(home.get("dmgr.node"));
        return running(node, server) && (manager || running(node, "nodeagent"));
    }

    boolean sees(String application) {
        return applications().contains(application)
                && home.list("nodes").stream().anyMatch(node -> home.list("node." + node + ".servers").stream()
                        .anyMatch(server -> sees(node, server)));
    }

    /** Those that a server's cluster runs. */
    List<String> applications(String node, String server) {
        String cluster = home.get("server." + node + "." + server + ".cluster", "-");
        return applications().stream()
                .filter(application -> cluster.equals(home.get("application." + application + ".cluster", "")))
                .toList();
    }

    List<String> nodes() {
        List<String> all = new ArrayList<>(List.of(home.get("dmgr.node")));
        all.addAll(home.list("nodes"));
        return all;
    }

    private boolean running(String node, String server) {
        return states.computeIfAbsent(
                node + "/" + server,
                key -> new LabWasControl(home, node, server).state().equals("STARTED"));
    }

    List<String> servers(String node) {
        if (node.equals(home.get("dmgr.node"))) {
            return List.of("dmgr");
        }
        List<String> all = new ArrayList<>(List.of("nodeagent"));
        all.addAll(home.list("node." + node + ".servers"));
        return all;
    }

    private static String type(String server) {
        return switch (server) {
            case "dmgr" -> "DEPLOYMENT_MANAGER";
            case "nodeagent" -> "NODE_AGENT";
            default -> "APPLICATION_SERVER";
        };
    }

    private void add(String scope, String type, Map<String, String> values) {
        attributes.put("(" + scope + "#" + type + "_" + (1200000000000L + attributes.size()) + ")", values);
    }
}
