package org.cnxrunbooks.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Somebody out there with curl: looks at the web servers without any code of the product.
 *
 * @param source address from which the requests come
 */
public record LabUser(Lab lab, String source) {

    /** Where nobody is let in while a notice is up. */
    public static LabUser outside(Lab lab) {
        return new LabUser(lab, "127.0.0.1");
    }

    /** On a host of the cell. */
    public static LabUser on(Lab lab, String host) {
        return new LabUser(lab, lab.layout().address(host));
    }

    /** Whose address begins like that of a host of the cell. */
    public static LabUser neighbour(Lab lab) {
        return new LabUser(lab, lab.layout().neighbour());
    }

    /** Names of the web servers. */
    public static List<String> webServers() {
        return LabLayout.WEB_SERVERS.stream().map(LabLayout.Web::name).toList();
    }

    /** Directory that holds bin, conf and htdocs of a web server. */
    public static Path serverRoot(Lab lab, String webServer) {
        return lab.layout().httpServer(web(webServer));
    }

    /**
     * What came back.
     *
     * @param status 0 when nobody listens
     * @param headers as sent
     */
    public record Answer(int status, String headers, String body) {}

    public Answer get(String webServer, String scheme, String path) {
        String address = lab.layout().address(web(webServer).host());
        int port = scheme.equals("https") ? LabLayout.HTTPS_PORT : LabLayout.HTTP_PORT;
        try {
            String said = LabCommand.run(List.of(
                    "sh",
                    "-c",
                    "curl -s -S -k -i --noproxy '*' --max-time 90 --interface \"$1\" -w '\\n%{http_code}' \"$2\" || [ $? = 7 ]",
                    "sh",
                    source,
                    scheme + "://" + address + ":" + port + path));
            int cut = said.lastIndexOf('\n');
            int head = Math.max(0, said.indexOf("\r\n\r\n"));
            return new Answer(
                    Integer.parseInt(said.substring(cut + 1).strip()),
                    said.substring(0, head),
                    said.substring(head, cut));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LabLayout.Web web(String name) {
        return LabLayout.WEB_SERVERS.stream()
                .filter(web -> web.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
