package org.cnxrunbooks.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/** What has to be there before a lab may start; all that is missing is named at once. */
final class LabRequirement {

    private LabRequirement() {}

    /** Whether a part will be the real thing. */
    static boolean real(LabOptions options, LabOptions.Part part) {
        return !options.fallbacks().contains(part) && installed(part);
    }

    static void check(LabOptions options) {
        if (!"real".equals(System.getProperty("lab.require"))) {
            return;
        }
        List<String> missing = Stream.of(LabOptions.Part.values())
                .filter(part -> !options.fallbacks().contains(part) && !installed(part))
                .map(LabRequirement::debian)
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("the lab has fallbacks only: " + String.join(", ", missing)
                    + " (observed not installed, expected the real part) HINT: install the packages, or leave out"
                    + " -Dlab.require=real");
        }
    }

    private static boolean installed(LabOptions.Part part) {
        return switch (part) {
            case SSH -> Files.isExecutable(LabSshd.PROGRAM);
            case WEB_SERVER -> Files.isExecutable(LabWebServer.PROGRAM) && LabPlugin.available();
            case DATABASE -> LabPostgres.programs().isPresent();
        };
    }

    private static String debian(LabOptions.Part part) {
        return switch (part) {
            case SSH -> "sshd (package openssh-server)";
            case WEB_SERVER -> "Apache httpd and what compiles its module (packages apache2, apache2-dev, gcc)";
            case DATABASE -> "PostgreSQL (package postgresql)";
        };
    }

    /** Refuses while something else holds an address of the lab. */
    static void free(String address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the lab's address is taken: " + address + ":" + port + " (observed " + e.getMessage()
                            + ", expected free) HINT: end the other lab, or what else listens there",
                    e);
        }
    }
}
