package org.cnxrunbooks.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A look at one of the lab's web servers with curl. */
final class LabCurl {

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
        List<String> words =
                new ArrayList<>(List.of("curl", "-s", "-k", "-m", "10", "-w", "\n%{http_code} %{redirect_url}"));
        words.addAll(List.of(options));
        words.add((door.equals("https") ? "https" : "http") + "://" + layout.address(web.host()) + ":" + port + path);
        String output = LabCommand.run(words);
        int last = output.lastIndexOf('\n');
        return output.substring(last + 1) + " " + output.substring(0, last);
    }
}
