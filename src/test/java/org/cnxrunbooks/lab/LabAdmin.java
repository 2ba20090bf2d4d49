package org.cnxrunbooks.lab;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The objects that wsadmin gives to a script, as far as the product uses them; everything else fails as unknown. */
public final class LabAdmin {

    private LabAdmin() {}

    /** {@code AdminApp}. */
    public static final class App {

        private final LabCell cell;

        App(LabCell cell) {
            this.cell = cell;
        }

        public String list() {
            return String.join("\n", cell.applications());
        }

        public String view(String application, String task) {
            if (!cell.applications().contains(application) || !task.equals("-MapRolesToUsers")) {
                throw new IllegalArgumentException("WASX7111E: Cannot find a match for supplied option: " + task);
            }
            if (cell.home().fault("wsadmin-view-fails") && application.equals("Files")) {
                throw new IllegalStateException("ADMA0002E: A validation error occurred in task " + task);
            }
            if (cell.home().fault("wsadmin-cut") && application.equals("Files")) {
                System.out.flush();
                Runtime.getRuntime().halt(0);
            }
            return LabRoles.view(application, cell.home().fault("wsadmin-german"));
        }
    }

    /** {@code AdminConfig}. */
    public static final class Config {

        private final LabCell cell;

        Config(LabCell cell) {
            this.cell = cell;
        }

        public String list(String type) {
            return String.join("\n", cell.list(type, ""));
        }

        public String list(String type, String scope) {
            return String.join("\n", cell.list(type, scope));
        }

        public String showAttribute(String id, String attribute) {
            return cell.attribute(id, attribute);
        }
    }

    /** {@code AdminControl}. */
    public static final class Control {

        private final LabCell cell;

        Control(LabCell cell) {
            this.cell = cell;
        }

        public String getCell() {
            return cell.name();
        }

        /** The full object name, or nothing when no such MBean is seen. */
        public String completeObjectName(String pattern) {
            Map<String, String> keys = keys(pattern);
            String name = keys.getOrDefault("name", "");
            boolean seen =
                    switch (keys.getOrDefault("type", "")) {
                        case "Application" -> cell.sees(name);
                        case "Server" -> cell.sees(keys.getOrDefault("node", ""), name);
                        case "Cluster" -> cell.home().list("clusters").contains(name);
                        default -> throw new IllegalArgumentException("lab: unknown type of MBean: " + pattern);
                    };
            return seen ? "WebSphere:" + pattern.replace(",*", "") + ",cell=" + cell.name() : "";
        }

        public String getAttribute(String mbean, String attribute) {
            Map<String, String> keys = keys(mbean.replaceFirst("^WebSphere:", ""));
            if (!"Cluster".equals(keys.get("type")) || !attribute.equals("state")) {
                throw new IllegalArgumentException("lab: unknown attribute: " + mbean + " " + attribute);
            }
            List<String> members = cell.list("ClusterMember", "").stream()
                    .filter(id -> id.contains("/clusters/" + keys.get("name") + "|"))
                    .toList();
            long up = members.stream()
                    .filter(id -> cell.sees(cell.attribute(id, "nodeName"), cell.attribute(id, "memberName")))
                    .count();
            return "websphere.cluster." + (up == 0 ? "stopped" : up == members.size() ? "running" : "partial.start");
        }

        private static Map<String, String> keys(String pattern) {
            Map<String, String> keys = new TreeMap<>();
            for (String part : pattern.split(",")) {
                int equals = part.indexOf('=');
                if (equals > 0) {
                    keys.put(part.substring(0, equals), part.substring(equals + 1));
                }
            }
            return keys;
        }
    }

    /** {@code AdminTask}. */
    public static final class Task {

        private final LabCell cell;

        Task(LabCell cell) {
            this.cell = cell;
        }

        /** @param words one attribute and its value, e.g. {@code -uid jdoe} */
        public String searchUsers(String[] words) {
            if (words.length != 2 || !List.of("-uid", "-principalName").contains(words[0])) {
                throw new IllegalArgumentException("ADMF0005E: Not a search: " + String.join(" ", words));
            }
            String filenet = cell.home().get("filenet.realm").equals("ldap")
                    ? "uid=" + cell.home().get("filenet.user") + ",ou=service accounts,o=acme"
                    // WebSphere was seen to spell the realm in either way
                    : "uid=" + cell.home().get("filenet.user") + ",o=defaultwimfilebasedrealm";
            return Map.of(
                            cell.home().get("wsadmin.user"),
                            "uid=" + cell.home().get("wsadmin.user") + ",o=defaultWIMFileBasedRealm",
                            cell.home().get("filenet.user"),
                            filenet)
                    .entrySet()
                    .stream()
                    .filter(user -> user.getKey().equals(words[1].toLowerCase(Locale.ROOT)))
                    .map(Map.Entry::getValue)
                    .collect(Collectors.joining("\n"));
        }
    }
}
