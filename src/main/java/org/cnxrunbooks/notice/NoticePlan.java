package org.cnxrunbooks.notice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cnxrunbooks.webserver.Endpoint;
import org.cnxrunbooks.webserver.Finding;

/**
 * What will be told to whom, and what will be changed where: the thing that is approved. File content stands in the
 * evidence under its digest.
 *
 * @param machines how each host is reached, {@code user@address:port, key}, by name
 * @param allowed everybody who stays in, the cell's hosts included
 * @param paths what is asked for at every door, the notice page aside
 * @param baseline what came back when the plan was made, before anything was touched
 */
record NoticePlan(
        String runId,
        String cell,
        String starter,
        String reason,
        NoticeWindow window,
        ShutOut shutOut,
        int statusCode,
        List<String> recipients,
        List<String> reminders,
        boolean banner,
        Map<String, String> machines,
        List<Allowed> allowed,
        List<Server> servers,
        List<String> paths,
        List<Seen> baseline,
        List<String> notes) {

    /** Where the notice page is asked for. */
    static final String PAGE = "/upgrading.html";

    NoticePlan {
        recipients = List.copyOf(recipients);
        reminders = List.copyOf(reminders);
        machines = Map.copyOf(machines);
        allowed = List.copyOf(allowed);
        servers = List.copyOf(servers);
        paths = List.copyOf(paths);
        baseline = List.copyOf(baseline);
        notes = List.copyOf(notes);
    }

    Optional<Edit> edit(String server, String path) {
        return servers.stream()
                .filter(one -> one.name().equals(server))
                .flatMap(one -> one.edits().stream())
                .filter(edit -> edit.path().equals(path))
                .findFirst();
    }

    /** Whether users read the same words of both. */
    boolean tellsTheSameAs(NoticePlan other) {
        return reason.equals(other.reason) && window.text().equals(other.window.text());
    }

    /** An address that is let in and whose it is. */
    record Allowed(String address, String who) {

        static final String OPERATOR = "operator";
    }

    /**
     * One web server.
     *
     * @param way its directory, and whose addresses it sees
     * @param check what the test of the changed configuration said
     * @param files digests of every file of its configuration, edited or not, by path
     * @param edits its files, in the order in which they are placed
     * @param pages places of the notice page, one for each document root
     */
    record Server(
            String name,
            String host,
            String version,
            String dialect,
            String way,
            String check,
            List<Endpoint> doors,
            Map<String, String> files,
            List<Edit> edits,
            List<Page> pages,
            List<Finding> findings) {

        Server {
            doors = List.copyOf(doors);
            files = Map.copyOf(files);
            edits = List.copyOf(edits);
            pages = List.copyOf(pages);
            findings = List.copyOf(findings);
        }
    }

    /** A file with the digests of its bytes before and after. */
    record Edit(String path, String before, String after, String diff) {}

    /** The notice page at one place; {@code before} is the digest of what is there now, empty where nothing is. */
    record Page(String path, String before, String after) {}

    /** What came back from one vantage for one path at one door. */
    record Seen(String from, String server, String door, String path, int status, String source) {}
}
