package org.cnxrunbooks.wsadmin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cnxrunbooks.cell.DeploymentManager;
import org.cnxrunbooks.host.HostSession;

/**
 * Questions to the deployment manager, each answered by one run of wsadmin on its host. Nothing in the cell is changed;
 * every question may be asked again. Each failure is a {@link WsadminFailure} or a
 * {@link org.cnxrunbooks.host.HostFailure}.
 */
public final class Wsadmin {

    /** wsadmin takes 10 to 40 s to connect, and seconds for each application. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

    private static final Duration REQUEST_TIMEOUT = Duration.ofMinutes(10);

    private final WsadminTool tool;

    /** @param session on the deployment manager's host */
    public Wsadmin(HostSession session, DeploymentManager deploymentManager) {
        this(session, deploymentManager, DEFAULT_TIMEOUT);
    }

    public Wsadmin(HostSession session, DeploymentManager deploymentManager, Duration timeout) {
        this.tool = new WsadminTool(session, deploymentManager, timeout, REQUEST_TIMEOUT);
    }

    /** Applications, variables, servers and clusters with their state. */
    public CellReport cell() {
        return CellReading.of(tool.ask("Report of the cell", WsadminScript.REPORT_CELL));
    }

    /** Names of all applications, sorted. */
    public List<String> applications() {
        return tool.ask("List of applications", WsadminScript.LIST_APPLICATIONS)
                .all("application")
                .map(line -> line.values().get(0))
                .sorted()
                .toList();
    }

    /**
     * Every application on every application server that it is deployed to; refuses rather than leave one out. A server
     * runs an application while the deployment manager sees its Application mbean: between stopped and started there is
     * none (IBM, "Administrative programs for multiple Java EE application servers"). Targets are read as WebSphere's
     * own script library AdminApplication reads them.
     */
    public List<ApplicationState> applicationStates() {
        String question = "Report of the applications";
        WsadminAnswer answer = tool.ask(question, WsadminScript.REPORT_APPLICATIONS);
        List<String> violations = answer.all("failed")
                .map(line -> line.values().get(0) + ": " + line.values().get(1).strip())
                .toList();
        if (!violations.isEmpty()) {
            throw failure(
                    WsadminFailure.Reason.ANSWER_UNREADABLE,
                    question,
                    String.join("; ", violations),
                    "the targets of every application",
                    "Look at the named applications in the console.");
        }
        return StateReading.applications(answer);
    }

    /**
     * Live sessions by {@code node/server}; a server is left out where nobody counts them: its performance monitoring
     * infrastructure is off, its node agent is down, or a session manager tells no LiveCount (the text of its statistics is
     * unverified without WebSphere).
     */
    public Map<String, Long> sessions() {
        Map<String, Long> sessions = new TreeMap<>();
        tool.ask("Report of the sessions", WsadminScript.REPORT_SESSIONS)
                .all("sessions")
                .map(WsadminAnswer.Line::values)
                .filter(values -> values.get(2).matches("\\d{1,15}"))
                .forEach(values ->
                        sessions.merge(values.get(0) + "/" + values.get(1), Long.valueOf(values.get(2)), Long::sum));
        return sessions;
    }

    /** The role mappings of all applications, by name; refuses rather than leave one out. */
    public List<ApplicationRoles> roles() {
        String question = "Export of role mappings";
        WsadminAnswer answer = tool.ask(question, WsadminScript.EXPORT_ROLES);
        List<String> violations = new ArrayList<>();
        answer.all("failed")
                .forEach(line -> violations.add(
                        line.values().get(0) + ": " + line.values().get(1).strip()));
        List<ApplicationRoles> applications = new ArrayList<>();
        answer.all("view").forEach(line -> {
            String application = line.values().get(0);
            try {
                applications.add(new ApplicationRoles(
                        application, RolesView.read(line.values().get(1))));
            } catch (IllegalArgumentException e) {
                violations.add(application + ": " + e.getMessage());
            }
        });
        if (!violations.isEmpty()) {
            throw failure(
                    WsadminFailure.Reason.ANSWER_UNREADABLE,
                    question,
                    String.join("; ", violations),
                    "the role mappings of every application",
                    "Look at the named applications in the console; a level or language of WebSphere that this"
                            + " version does not read yet must be reported.");
        }
        applications.sort(Comparator.comparing(ApplicationRoles::application));
        return List.copyOf(applications);
    }

    /**
     * The user behind a J2C alias and its unique name.
     *
     * @param alias with or without the node prefix that WebSphere may put before it
     * @throws WsadminFailure with NOT_FOUND when the alias or the user is missing or not unique
     */
    public FilenetAdmin filenetAdmin(String alias) {
        String question = "Look-up of the J2C alias " + alias;
        WsadminAnswer answer = tool.ask(question, WsadminScript.REPORT_ALIAS, alias);
        List<WsadminAnswer.Line> aliases = answer.all("alias").toList();
        List<String> userIds =
                aliases.stream().map(line -> line.values().get(1)).distinct().toList();
        if (userIds.size() != 1) {
            throw failure(
                    WsadminFailure.Reason.NOT_FOUND,
                    question,
                    aliases.isEmpty() ? "no such alias" : "different users " + String.join(", ", userIds),
                    "one alias with one user",
                    "See J2C authentication data in the console and set the alias of the content manager in the"
                            + " settings of the cell.");
        }
        String userId = userIds.get(0);
        List<String> uniqueNames = answer.all("unique")
                .map(line -> line.values().get(1))
                .distinct()
                .toList();
        if (uniqueNames.size() != 1) {
            throw failure(
                    WsadminFailure.Reason.NOT_FOUND,
                    question,
                    "user " + userId + " is "
                            + (uniqueNames.isEmpty() ? "in no repository" : String.join(" and ", uniqueNames)),
                    "one unique name",
                    "Search the user under Manage Users in the console; is every repository up?");
        }
        return FilenetAdmin.of(aliases.get(0).values().get(0), userId, uniqueNames.get(0));
    }

    private WsadminFailure failure(
            WsadminFailure.Reason reason, String question, String observed, String expected, String hint) {
        return new WsadminFailure(
                reason,
                tool.host(),
                "%s failed: deployment manager on %s (observed %s, expected %s)\nHINT: %s"
                        .formatted(question, tool.host(), observed, expected, hint),
                -1,
                "");
    }
}
