package org.cnxrunbooks.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A look at one of the lab's web servers with curl. */
final class LabCurl {

    private static final String FORMAT = "\n%{http_code} %{redirect_url}";

    private LabCurl() {}

    /**
     * Status, redirect address and body, with blanks between.
     *
     * @param door http, https or mobile
     */
    static String get(LabLayout layout, LabLayout.Web web, String door, String path, String... options)
            throws IOException {
        int port =
                switch (door) {
                    case "http" -> LabLayout.HTTP_PORT;
                    case "https" -> LabLayout.HTTPS_PORT;
                    default -> LabLayout.MOBILE_PORT;
                };
        List<String> words = new ArrayList<>(List.of("curl", "-s", "-k", "-m", "60", "-w", FORMAT));
        words.addAll(List.of(options));
        words.add((door.equals("https") ? "https" : "http") + "://" + layout.address(web.host()) + ":" + port + path);
        return run(words);
    }

    /** What a node's member of the cluster of Files says, without a web server between; 000 when nothing answers. */
    static String files(LabLayout layout, String node) {
        try {
            return run(new ArrayList<>(List.of(
                    "curl",
                    "-s",
                    "-w",
                    FORMAT,
                    "http://" + layout.address(LabLayout.hostOf(node)) + ":9080" + LabLayout.path("AppsCluster"))));
        } catch (IOException e) {
            return "000 " + e.getMessage();
        }
    }

    static void awaitVersion(LabLayout layout, String node, String version) {
        LabWait.until(
                node + " serves " + version,
                Duration.ofMinutes(2),
                () -> files(layout, node).contains(" version=" + version + " "),
                () -> files(layout, node));
    }

    private static String run(List<String> words) throws IOException {
        String output = LabCommand.run(words);
        int last = output.lastIndexOf('\n');
        return output.substring(last + 1) + " " + output.substring(0, last);
    }
}
