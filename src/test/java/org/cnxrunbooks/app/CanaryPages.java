package org.cnxrunbooks.app;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cnxrunbooks.lab.LabClient;

/**
 * What the product answers over HTTP.
 *
 * @param reader may read everything
 */
record CanaryPages(int port, LabClient client, String reader, CanaryFindings findings) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private static final List<String> OF_ALL = List.of(
            "/runs",
            "/runs?format=csv",
            "/questions",
            "/questions/approvals",
            "/questions/host?host=dmgr",
            "/questions/sets",
            "/questions/overrides",
            "/questions/departures");

    private static final List<String> OF_RUN = List.of("", "/evidence", "/progress", "/pictures", "/report", "/pack");

    private static final List<String> HISTORY = List.of(
            "process-instance",
            "activity-instance",
            "variable-instance?deserializeValues=false",
            "detail?deserializeValues=false",
            "incident",
            "user-operation",
            "job-log",
            "external-task-log",
            "task",
            "identity-link-log",
            "decision-instance?includeInputs=true&includeOutputs=true",
            "batch");

    private static final List<String> STANDING =
            List.of("user", "task", "job", "incident", "external-task", "variable-instance", "authorization", "filter");

    /** @return how many pages were read */
    int look(List<String> businessKeys) throws Exception {
        int pages = 0;
        for (String page : OF_ALL) {
            pages += read(page).isEmpty() ? 0 : 1;
        }
        for (String key : businessKeys) {
            for (String page : OF_RUN) {
                pages += read("/runs/" + key + page).isEmpty() ? 0 : 1;
            }
            for (String digest : all(DIGEST, read("/runs/" + key + "/evidence"))) {
                pages += read("/runs/" + key + "/blobs/" + digest).isEmpty() ? 0 : 1;
            }
        }
        for (String list : HISTORY) {
            pages += read("/engine-rest/history/" + list).isEmpty() ? 0 : 1;
        }
        for (String list : STANDING) {
            pages += read("/engine-rest/" + list).isEmpty() ? 0 : 1;
        }
        for (String id : all(ID, read("/engine-rest/history/job-log?failureLog=true"))) {
            read("/engine-rest/history/job-log/" + id + "/stacktrace");
        }
        for (String id : all(ID, read("/engine-rest/history/external-task-log?failureLog=true"))) {
            read("/engine-rest/history/external-task-log/" + id + "/error-details");
        }
        return pages;
    }

    /** A page of another status than 200 was looked at all the same, and counts as none. */
    private String read(String page) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + page))
                .header("Authorization", client.basic(reader))
                .build();
        var answer = HTTP.send(request, BodyHandlers.ofByteArray());
        findings.look("page " + page, answer.body());
        findings.look("page headers " + page, answer.headers().map().toString());
        return answer.statusCode() == 200 ? new String(answer.body(), StandardCharsets.UTF_8) : "";
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new LinkedHashSet<>();
        Stream<String> matches =
                pattern.matcher(text).results().map(match -> match.groupCount() == 0 ? match.group() : match.group(1));
        matches.forEach(found::add);
        return found;
    }
}
