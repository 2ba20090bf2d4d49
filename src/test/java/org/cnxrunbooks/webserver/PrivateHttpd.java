package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cnxrunbooks.cell.WebServer;
import org.cnxrunbooks.lab.LabCertificate;
import org.junit.jupiter.api.Assumptions;

/** A real Apache in a server root of a test, laid out as IBM HTTP Server's; reached as a host reaches it. */
record PrivateHttpd(Path root, String address, int http, int https) {

    private static final Path PROGRAM = Path.of("/usr/sbin/apache2");

    /** Writes the server root; nothing runs yet. */
    static PrivateHttpd lay(Path root, String address) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(PROGRAM) || "real".equals(System.getProperty("lab.require")));
        PrivateHttpd httpd = new PrivateHttpd(root, address, free(address), free(address));
        for (String directory : List.of("bin", "conf/extra", "logs", "htdocs", "second")) {
            Files.createDirectories(root.resolve(directory));
        }
        // JUnit's directories are closed to the account that serves
        Files.setPosixFilePermissions(root.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(root.resolve("modules"), Path.of("/usr/lib/apache2/modules"));
        Files.writeString(root.resolve("htdocs/index.html"), "first site\n");
        Files.writeString(root.resolve("second/index.html"), "second site\n");
        Files.writeString(
                root.resolve("bin/apachectl"),
                """
                #!/bin/sh
                case $1 in
                  start|stop|restart|graceful) exec %1$s -d %2$s -f %2$s/conf/httpd.conf -k "$@" ;;
                  *) exec %1$s -d %2$s -f %2$s/conf/httpd.conf "$@" ;;
                esac
                """
                        .formatted(PROGRAM, root));
        Files.setPosixFilePermissions(root.resolve("bin/apachectl"), PosixFilePermissions.fromString("rwxr-xr-x"));
        LabCertificate.write(root.resolve("conf/cert.pem"), root.resolve("conf/key.pem"), "somebody.else");
        Files.writeString(root.resolve("conf/httpd.conf"), httpd.configuration(), StandardCharsets.ISO_8859_1);
        Files.writeString(root.resolve("conf/extra/b.conf"), "# second\nIncludeOptional conf/extra/none*.conf\n");
        Files.writeString(root.resolve("conf/extra/a.conf"), httpd.sites());
        return httpd;
    }

    private String configuration() {
        return """
                ServerRoot "%1$s"
                ServerName main.lab.example
                DefaultRuntimeDir logs
                Mutex file:logs default
                PidFile logs/httpd.pid
                LoadModule mpm_event_module modules/mod_mpm_event.so
                LoadModule authz_core_module modules/mod_authz_core.so
                LoadModule dir_module modules/mod_dir.so
                LoadModule alias_module modules/mod_alias.so
                LoadModule headers_module modules/mod_headers.so
                LoadModule ssl_module modules/mod_ssl.so
                StartServers 1
                ServerLimit 2
                ThreadsPerChild 8
                MaxRequestWorkers 16
                MinSpareThreads 1
                MaxSpareThreads 16
                DirectoryIndex index.html
                ErrorLog logs/error_log
                DocumentRoot "%1$s/htdocs"
                <IfModule unixd_module>
                  User www-data
                  Group www-data
                </IfModule>
                Listen %2$s:%3$d
                Listen %2$s:%4$d
                Redirect 302 /elsewhere http://www.lab.example/there
                Redirect 503 /busy
                Header always set Retry-After 3600 "expr=%%{REQUEST_STATUS} == 503"
                Include \\
                  conf/extra/*.conf
                # last line
                """
                .formatted(root, address, http, https);
    }

    private String sites() {
        String site =
                """
                <VirtualHost *:%d>
                  ServerName %s
                  DocumentRoot %s
                  SSLEngine on
                  SSLCertificateFile conf/cert.pem
                  SSLCertificateKeyFile conf/key.pem
                </VirtualHost>
                """;
        return site.formatted(https, "one.lab.example", root + "/htdocs")
                + site.formatted(https, "two.lab.example", root + "/second");
    }

    WebServer webServer() {
        return new WebServer("web1", "one", root.toString(), null);
    }

    Path file(String name) {
        return root.resolve(name);
    }

    void apachectl(String verb) throws IOException, InterruptedException {
        run(file("bin/apachectl").toString(), verb);
    }

    private static int free(String address) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return socket.getLocalPort();
        }
    }

    private static void run(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(words[0]).isTrue();
        assertThat(process.exitValue()).as(words[0]).isZero();
    }
}
