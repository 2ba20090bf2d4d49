package org.cnxrunbooks.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A person or script at {@code /engine-rest}; lab accounts have their name as password unless told otherwise. */
public final class LabClient {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final UnaryOperator<String> passwords;

    public LabClient(int port) {
        this(port, UnaryOperator.identity());
    }

    /** @param passwords by name of the account */
    public LabClient(int port, UnaryOperator<String> passwords) {
        base = "http://127.0.0.1:" + port + "/engine-rest";
        this.passwords = passwords;
    }

    /** @return id of the process instance */
    public String start(String user, String process, Map<String, Object> variables) {
        return ok(post(user, "/process-definition/key/" + process + "/start", Map.of("variables", typed(variables))))
                .get("id")
                .asText();
    }

    /** Waits until that user task is open and completes it. */
    public void complete(String user, String run, String task, Map<String, Object> variables) {
        ok(tryComplete(user, run, task, variables));
    }

    public HttpResponse<String> tryComplete(String user, String run, String task, Map<String, Object> variables) {
        String id = awaitTask(run, task);
        return post(user, "/task/" + id + "/complete", Map.of("variables", typed(variables)));
    }

    /** Waits until that user task of the run or of a process that it calls is open. */
    public String awaitTask(String run, String task) {
        return await(() -> openTask(run, task), "task " + task, run);
    }

    /** That user task of the run or of a process that it calls, where it is open now. */
    public Optional<String> openTask(String run, String task) {
        JsonNode tasks = get(
                "admin", "/task?processInstanceBusinessKey=" + encode(businessKey(run)) + "&taskDefinitionKey=" + task);
        return tasks.isEmpty()
                ? Optional.empty()
                : Optional.of(tasks.get(0).get("id").asText());
    }

    /** Waits for the end and names its end event. */
    public String awaitEnd(String run) {
        await(
                () -> get("admin", "/history/process-instance/" + run)
                                .get("state")
                                .asText()
                                .equals("COMPLETED")
                        ? Optional.of(true)
                        : Optional.empty(),
                "end of the run",
                run);
        JsonNode ends = get(
                "admin",
                "/history/activity-instance?processInstanceId=" + run
                        + "&activityType=noneEndEvent&sortBy=endTime&sortOrder=desc");
        for (JsonNode end : ends) {
            if (end.get("parentActivityInstanceId").asText().equals(run)) {
                return end.get("activityId").asText();
            }
        }
        throw new AssertionError("No end event on the top level: " + ends);
    }

    public String businessKey(String run) {
        return get("admin", "/history/process-instance/" + run)
                .get("businessKey")
                .asText();
    }

    /** Value of a variable, also of an ended run. */
    public JsonNode variable(String run, String name) {
        JsonNode found = get("admin", "/history/variable-instance?processInstanceId=" + run + "&variableName=" + name);
        return found.isEmpty() ? JSON.nullNode() : found.get(0).get("value");
    }

    /** Value of a variable as an open user task sees it, also in a called process. */
    public JsonNode taskVariable(String run, String task, String name) {
        return get("admin", "/task/" + awaitTask(run, task) + "/variables/" + name + "?deserializeValue=false")
                .get("value");
    }

    public JsonNode get(String user, String path) {
        return ok(send(user, request(path).GET()));
    }

    public HttpResponse<String> post(String user, String path, Object body) {
        return write(user, "POST", path, body);
    }

    public HttpResponse<String> put(String user, String path, Object body) {
        return write(user, "PUT", path, body);
    }

    private HttpResponse<String> write(String user, String verb, String path, Object body) {
        try {
            return send(
                    user,
                    request(path)
                            .header("Content-Type", "application/json")
                            .method(verb, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Waits until the set has a file whose path ends so. */
    public void awaitFile(Path set, String end) {
        await(
                () -> {
                    if (!Files.isDirectory(set)) {
                        return Optional.<Boolean>empty();
                    }
                    try (Stream<Path> files = Files.walk(set)) {
                        return files.anyMatch(file -> file.toString().endsWith(end))
                                ? Optional.of(true)
                                : Optional.<Boolean>empty();
                    } catch (IOException | UncheckedIOException e) {
                        return Optional.<Boolean>empty(); // a file that was renamed meanwhile
                    }
                },
                "file " + end,
                get(
                                "admin",
                                "/history/process-instance?processInstanceBusinessKey="
                                        + encode(set.getFileName().toString()))
                        .get(0)
                        .get("id")
                        .asText());
    }

    private <T> T await(Supplier<Optional<T>> probe, String what, String run) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            // what makes waiting vain is asked before the probe: what happens between the two is still found
            JsonNode incidents = get("admin", "/incident?processInstanceId=" + run);
            boolean vain = !incidents.isEmpty() || ended(run) || System.nanoTime() > end;
            Optional<T> found = probe.get();
            if (found.isEmpty() && vain) {
                // an incident goes with the run that ends at this moment
                pause();
                found = probe.get();
            }
            if (found.isPresent()) {
                return found.get();
            }
            if (vain) {
                throw new AssertionError("Waited for %s; incidents seen: %s; %s"
                        .formatted(what, incidents.findValuesAsText("incidentMessage"), situation(run)));
            }
            pause();
        }
    }

    /** Where a run stands, called processes included, for a message. */
    private String situation(String run) {
        String key = encode(businessKey(run));
        List<String> tasks = new ArrayList<>();
        for (JsonNode task : get("admin", "/task?processInstanceBusinessKey=" + key)) {
            String variables = "/task/" + task.get("id").asText() + "/variables?deserializeValues=false";
            tasks.add(task.get("taskDefinitionKey").asText() + " "
                    + get("admin", variables).at("/failedMessage/value").asText());
        }
        List<String> active = new ArrayList<>();
        for (JsonNode part : get("admin", "/history/process-instance?processInstanceBusinessKey=" + key)) {
            String unfinished = "/history/activity-instance?unfinished=true&processInstanceId=";
            active.addAll(get("admin", unfinished + part.get("id").asText()).findValuesAsText("activityId"));
        }
        return "state: %s; active: %s; tasks: %s; incidents: %s; failure: %s"
                .formatted(
                        get("admin", "/history/process-instance/" + run)
                                .get("state")
                                .asText(),
                        active,
                        tasks,
                        get("admin", "/incident?processInstanceId=" + run).findValuesAsText("incidentMessage"),
                        variable(run, "failedMessage") + " " + variable(run, "failedOutput")
                                + variable(run, "refusalReasons"));
    }

    public boolean ended(String run) {
        return !get("admin", "/history/process-instance/" + run)
                .get("state")
                .asText()
                .equals("ACTIVE");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    private HttpResponse<String> send(String user, HttpRequest.Builder request) {
        try {
            return http.send(
                    request.header("Authorization", basic(user)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The header that logs an account in. */
    public String basic(String user) {
        String login = user + ":" + passwords.apply(user);
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode ok(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError(
                    response.request().uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        try {
            return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Object> typed(Map<String, Object> variables) {
        Map<String, Object> typed = new LinkedHashMap<>();
        variables.forEach((name, value) -> typed.put(name, Map.of("value", value)));
        return typed;
    }
}
