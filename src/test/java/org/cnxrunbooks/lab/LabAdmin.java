package org.cnxrunbooks.lab;

import java.util.List;
import java.util.Locale;
import java.util.Map;
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

        /** Whether every node that is seen has what the deployment manager has. */
        public String isAppReady(String application) {
            if (!cell.applications().contains(application)) {
                throw new IllegalArgumentException("ADMA0115E: no application named " + application);
            }
            return Boolean.toString(cell.home().list("nodes").stream()
                    .filter(node -> cell.sees(node, "nodeagent"))
                    .allMatch(node -> new LabWasControl(cell.home(), node, "nodeagent")
                            .ask("GET", "synchronised")
                            .equals("true")));
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

        /** Deployments alone: {@code /Deployment:<application>/}; nothing for one that is not there. */
        public String getid(String path) {
            if (!path.matches("/Deployment:[^/]+/")) {
                throw new IllegalArgumentException("lab: unknown containment path: " + path);
            }
            String beside = "/deployments/" + path.substring("/Deployment:".length(), path.length() - 1) + "|";
            return cell.list("Deployment", "").stream()
                    .filter(id -> id.contains(beside))
                    .findFirst()
                    .orElse("");
        }

        public String showAttribute(String id, String attribute) {
            return cell.attribute(id, attribute);
        }
    }

    /** {@code AdminTask}. */
    public static final class Task {

        private final LabCell cell;

        Task(LabCell cell) {
            this.cell = cell;
        }

        public String listNodes() {
            return String.join("\n", cell.nodes());
        }

        public String listManagedNodes() {
            return String.join("\n", cell.home().list("nodes"));
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
