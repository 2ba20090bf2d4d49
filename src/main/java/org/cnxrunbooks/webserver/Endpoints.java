package org.cnxrunbooks.webserver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The doors of a web server: each address and port it listens on, with each virtual host behind. As httpd chooses: hosts
 * that name the address go before those that name every one, and without either the main server answers.
 */
public final class Endpoints {

    private static final Set<String> EVERY_ADDRESS = Set.of("", "*", "_default_", "0.0.0.0", "[::]");

    private Endpoints() {}

    /** An address, empty for every one, and a port, 0 for every one. */
    private record Socket(String address, int port) {

        boolean everywhere() {
            return address.isEmpty();
        }

        boolean takes(int other) {
            return port == 0 || port == other;
        }
    }

    /** What a server says of itself. */
    private static final class Site {
        private final List<Socket> at = new ArrayList<>();
        private String name = "";
        private String alias = "";
        private @Nullable Boolean secure;

        String anyName() {
            return name.isEmpty() ? alias : name;
        }
    }

    /**
     * Every door once, in the order of the configuration.
     *
     * @param hostAddress where the host is reached, for ports that are open on every address
     * @throws ConfigRefusal when a port cannot be read
     */
    public static List<Endpoint> of(List<Directive> effective, String hostAddress) {
        Site main = new Site();
        Map<Section, Site> sites = new LinkedHashMap<>();
        List<Socket> listening = new ArrayList<>();
        for (Directive directive : effective) {
            Section host = directive.within().stream()
                    .filter(section -> section.is("VirtualHost"))
                    .findFirst()
                    .orElse(null);
            if (directive.is("Listen") && !directive.arguments().isEmpty()) {
                listening.add(socket(directive.arguments().get(0), directive.file(), directive.line()));
            }
            read(directive, host == null ? main : sites.computeIfAbsent(host, Endpoints::site));
        }
        Set<Endpoint> doors = new LinkedHashSet<>();
        for (Socket listener : listening) {
            for (String address : addresses(listener, sites.values(), hostAddress)) {
                List<Site> behind = behind(address, listener.port(), sites.values());
                for (Site site : behind.isEmpty() ? List.of(main) : behind) {
                    doors.add(door(site, main, address, listener.port()));
                }
            }
        }
        return List.copyOf(doors);
    }

    /** A port that is open on every address leads to the host's own and to those that virtual hosts name. */
    private static Set<String> addresses(Socket listener, Collection<Site> sites, String hostAddress) {
        if (!listener.everywhere()) {
            return Set.of(listener.address());
        }
        Set<String> addresses = new LinkedHashSet<>();
        boolean wild = false;
        for (Site site : sites) {
            for (Socket at : site.at) {
                if (at.takes(listener.port())) {
                    wild |= at.everywhere();
                    addresses.add(at.everywhere() ? hostAddress : at.address());
                }
            }
        }
        // a host known by name alone may be any of those addresses
        if (addresses.isEmpty() || wild || hostAddress.matches("[0-9.]+|.*:.*")) {
            addresses.add(hostAddress);
        }
        return addresses;
    }

    private static List<Site> behind(String address, int port, Collection<Site> sites) {
        List<Site> exact = sites.stream()
                .filter(site -> site.at.stream()
                        .anyMatch(at -> at.takes(port) && at.address().equals(address)))
                .toList();
        return exact.isEmpty()
                ? sites.stream()
                        .filter(site -> site.at.stream().anyMatch(at -> at.takes(port) && at.everywhere()))
                        .toList()
                : exact;
    }

    private static Endpoint door(Site site, Site main, String address, int port) {
        String name =
                !site.anyName().isEmpty() ? site.anyName() : !main.anyName().isEmpty() ? main.anyName() : address;
        Boolean secure = site.secure == null ? main.secure : site.secure;
        return new Endpoint(Boolean.TRUE.equals(secure) ? "https" : "http", address, port, name);
    }

    private static Site site(Section section) {
        Site site = new Site();
        section.arguments().forEach(argument -> site.at.add(socket(argument, section.file(), section.line())));
        return site;
    }

    private static void read(Directive directive, Site site) {
        String first =
                directive.arguments().isEmpty() ? "" : directive.arguments().get(0);
        if (directive.is("SSLEnable") || directive.is("SSLDisable")) {
            site.secure = directive.is("SSLEnable");
        } else if (directive.is("SSLEngine")) {
            site.secure = first.equalsIgnoreCase("on");
        } else if (directive.is("ServerName")) {
            site.name = first.replaceFirst("^\\w+://", "").replaceFirst(":\\d+$", "");
        } else if (directive.is("ServerAlias") && site.alias.isEmpty()) {
            site.alias = directive.arguments().stream()
                    .filter(alias -> !alias.contains("*") && !alias.contains("?"))
                    .findFirst()
                    .orElse("");
        }
    }

    /** {@code 80}, {@code *:80}, {@code 10.0.0.1:80}, {@code [::1]:80}, {@code *:*}; of a virtual host an address alone. */
    private static Socket socket(String text, String file, int line) {
        boolean portAlone = text.matches("\\d{1,5}");
        int colon = text.endsWith("]") ? -1 : text.lastIndexOf(':');
        String port = portAlone ? text : colon < 0 ? "*" : text.substring(colon + 1);
        String address = portAlone ? "" : colon < 0 ? text : text.substring(0, colon);
        if (!port.matches("\\*|\\d{1,5}") || address.contains("${")) {
            throw StatementReader.refusal(file, line, text, "an address and a port");
        }
        return new Socket(
                EVERY_ADDRESS.contains(address) ? "" : address, port.equals("*") ? 0 : Integer.parseInt(port));
    }
}
