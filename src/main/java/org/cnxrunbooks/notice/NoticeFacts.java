package org.cnxrunbooks.notice;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.cnxrunbooks.engine.MaterialFacts;

/**
 * What the approval of a notice rests on. The words, the window and the pages are no facts: they are taken from the approved
 * plan and never read again. What users get before the window, and what the test of the configuration says, may change.
 */
final class NoticeFacts {

    private NoticeFacts() {}

    static MaterialFacts of(NoticePlan plan) {
        Map<String, String> facts = new LinkedHashMap<>();
        plan.machines().forEach((host, machine) -> facts.put("host " + host, machine));
        plan.recipients().forEach(address -> facts.put("recipient " + address, "is told"));
        plan.allowed().forEach(allowed -> facts.put("address " + allowed.address(), "is let in, " + allowed.who()));
        plan.servers().forEach(server -> add(facts, server));
        return MaterialFacts.of(facts);
    }

    private static void add(Map<String, String> facts, NoticePlan.Server server) {
        String name = server.name() + ", ";
        facts.put(
                "web server " + server.name(),
                server.host() + ", " + server.way() + ", " + server.version().strip());
        server.doors().forEach(door -> facts.put(name + "door " + NoticeProof.door(door), "open"));
        server.files().forEach((path, digest) -> facts.put(file(server.name(), path), "SHA-256 " + digest));
        facts.put(
                name + "files to be edited",
                server.edits().stream().map(NoticePlan.Edit::path).collect(Collectors.joining(", ")));
        server.pages()
                .forEach(page -> facts.put(
                        name + "page " + page.path(),
                        page.before().isEmpty() ? "not there" : "SHA-256 " + page.before()));
    }

    static String file(String server, String path) {
        return server + ", file " + path;
    }
}
