package org.cnxrunbooks.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code AdminControl} as far as the product uses it; everything else fails as unknown. MBeans of a node whose agent is
 * down are not seen, as with a real deployment manager.
 */
public final class LabAdminControl {

    private final LabCell cell;
    private final int requestSeconds;

    /** @param requestSeconds as in the caller's {@code soap.client.props}: how long an answer is waited for */
    LabAdminControl(LabCell cell, int requestSeconds) {
        this.cell = cell;
        this.requestSeconds = requestSeconds;
    }

    public String getCell() {
        return cell.name();
    }

    /** The full object name of the first that fits, or nothing when no such MBean is seen. */
    public String completeObjectName(String pattern) {
        List<String> found = found(pattern);
        return found.isEmpty() ? "" : found.get(0);
    }

    /** One name a line. */
    public String queryNames(String pattern) {
        return String.join("\n", found(pattern));
    }

    public String getAttribute(String mbean, String attribute) {
        Map<String, String> keys = keys(mbean);
        String type = keys.getOrDefault("type", "");
        if (type.equals("Cluster") && attribute.equals("state")) {
            return clusterState(keys.get("name"));
        }
        if (type.equals("Server") && attribute.equals("state")) {
            return new LabWasControl(cell.home(), keys.get("node"), keys.get("name")).state();
        }
        if (attribute.equals("stats") && (type.equals("ThreadPool") || type.equals("SessionManager"))) {
            return stats(type, new LabWasControl(cell.home(), keys.get("node"), keys.get("process")));
        }
        throw new IllegalArgumentException("lab: unknown attribute: " + mbean + " " + attribute);
    }

    public String invoke(String mbean, String operation) {
        if (mbean.isEmpty()) {
            throw new IllegalArgumentException("WASX7077E: Incomplete or unknown object name: \"\"");
        }
        Map<String, String> keys = keys(mbean);
        LabWasControl agent = new LabWasControl(cell.home(), keys.getOrDefault("node", ""), "nodeagent");
        return switch (keys.getOrDefault("type", "") + "." + operation) {
            case "NodeSync.sync" -> agent.sync(requestSeconds);
            case "NodeSync.isNodeSynchronized" -> agent.ask("GET", "synchronised");
            case "ConfigRepository.refreshRepositoryEpoch" -> agent.ask("POST", "epoch");
            default -> throw new IllegalArgumentException("lab: unknown operation: " + mbean + " " + operation);
        };
    }

    /** None of the operations known here takes arguments. */
    public String invoke(String mbean, String operation, String arguments) {
        if (!arguments.isBlank() && !arguments.equals("[]")) {
            throw new IllegalArgumentException("lab: unknown arguments: " + operation + " " + arguments);
        }
        return invoke(mbean, operation);
    }

    private List<String> found(String pattern) {
        Map<String, String> wanted = keys(pattern);
        List<Map<String, String>> all = all(wanted.getOrDefault("type", ""));
        if (all == null) {
            throw new IllegalArgumentException("lab: unknown type of MBean: " + pattern);
        }
        return all.stream()
                .filter(mbean -> mbean.entrySet().containsAll(wanted.entrySet()))
                .map(mbean -> "WebSphere:"
                        + mbean.entrySet().stream()
                                .map(key -> key.getKey() + "=" + key.getValue())
                                .collect(Collectors.joining(",")))
                .toList();
    }

    /** Null for a type that the lab does not know. */
    private List<Map<String, String>> all(String type) {
        List<Map<String, String>> mbeans = new ArrayList<>();
        switch (type) {
            case "Cluster" -> cell.home().list("clusters").forEach(name -> mbeans.add(mbean(type, name, "dmgr", "")));
            case "Application", "ThreadPool", "SessionManager" -> members(type, mbeans);
            case "NodeSync", "NodeAgent", "ConfigRepository" -> {
                for (String node : cell.home().list("nodes")) {
                    if (cell.sees(node, "nodeagent")) {
                        mbeans.add(mbean(type, type.equals("NodeSync") ? "nodeSync" : type, "nodeagent", node));
                    }
                }
            }
            case "Server" -> {
                for (String node : cell.nodes()) {
                    for (String server : cell.servers(node)) {
                        if (cell.sees(node, server)) {
                            mbeans.add(mbean(type, server, server, node));
                        }
                    }
                }
            }
            default -> {
                return null;
            }
        }
        return mbeans;
    }

    private void members(String type, List<Map<String, String>> mbeans) {
        for (String node : cell.home().list("nodes")) {
            for (String server : cell.home().list("node." + node + ".servers")) {
                if (!cell.sees(node, server)) {
                    continue;
                }
                switch (type) {
                    case "ThreadPool" -> mbeans.add(mbean(type, "WebContainer", server, node));
                    case "SessionManager" -> mbeans.add(mbean(type, "SessionManager", server, node));
                    default ->
                        cell.applications(node, server)
                                .forEach(application -> mbeans.add(mbean(type, application, server, node)));
                }
            }
        }
    }

    private Map<String, String> mbean(String type, String name, String process, String node) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("name", name);
        keys.put("process", process);
        keys.put("platform", "proxy");
        keys.put("node", node.isEmpty() ? cell.home().get("dmgr.node") : node);
        keys.put("type", type);
        keys.put("mbeanIdentifier", name + "." + process);
        keys.put("cell", cell.name());
        return keys;
    }

    private String clusterState(String cluster) {
        List<String> members = cell.list("ClusterMember", "").stream()
                .filter(id -> id.contains("/clusters/" + cluster + "|"))
                .toList();
        long up = members.stream()
                .filter(id -> cell.sees(cell.attribute(id, "nodeName"), cell.attribute(id, "memberName")))
                .count();
        return "websphere.cluster." + (up == 0 ? "stopped" : up == members.size() ? "running" : "partial.start");
    }

    /** In the words of the performance monitoring infrastructure; unverified on a real cell. */
    private static String stats(String type, LabWasControl server) {
        boolean pool = type.equals("ThreadPool");
        long value = Long.parseLong(server.ask("GET", pool ? "active" : "sessions"));
        return "Stats name=" + (pool ? "WebContainer" : "SessionManager") + ", type="
                + (pool ? "threadPoolModule" : "servletSessionsModule") + "#\n{\n  name="
                + (pool ? "ActiveCount" : "LiveCount") + ", type=RangeStatistic, current=" + value + "\n}\n";
    }

    private static Map<String, String> keys(String pattern) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String part : pattern.replaceFirst("^WebSphere:", "").split(",")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                keys.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return keys;
    }
}
