package org.cnxrunbooks.webserver;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.cnxrunbooks.cell.WebServer;

/**
 * Whether the address that a web server sees is its client's. Behind a balancer it is the balancer's, and then a notice
 * would shut out everybody or nobody.
 */
final class BalancerSigns {

    private static final Pattern HEADER =
            Pattern.compile("X-Forwarded-For|X-Real-IP|X-Client-IP|True-Client-IP", Pattern.CASE_INSENSITIVE);
    private static final Set<String> READERS = Set.of(
            "logformat", "customlog", "transferlog", "setenvif", "setenvifnocase", "rewritecond", "remoteipheader");

    private BalancerSigns() {}

    static List<Finding> findings(List<Directive> effective, ServerFacts facts, WebServer server) {
        String main = server.serverRoot() + "/conf/httpd.conf";
        WebServer.ClientAddresses clients = server.clients();
        if (clients == null) {
            return effective.stream()
                    .filter(BalancerSigns::isSign)
                    .map(BalancerSigns::unsure)
                    .toList();
        }
        boolean restored = facts.has("remoteip_module")
                && effective.stream().anyMatch(directive -> directive.is("RemoteIPHeader"));
        return switch (clients) {
            case DIRECT -> List.of();
            case REMOTE_IP ->
                restored
                        ? List.of()
                        : List.of(new Finding(
                                main,
                                0,
                                "clients are said to be restored by mod_remoteip, which is not loaded or has no RemoteIPHeader",
                                "Load and set up mod_remoteip, or correct clients of " + server.name()
                                        + " in the settings of the cell",
                                true));
            case BALANCER ->
                List.of(new Finding(
                        main,
                        0,
                        "a balancer is taken for every client, so nobody can be let in or shut out by address",
                        "Show the notice on the balancer, or let mod_remoteip restore the clients' addresses",
                        true));
        };
    }

    private static boolean isSign(Directive directive) {
        return READERS.contains(directive.name().toLowerCase(Locale.ROOT))
                && directive.arguments().stream()
                        .anyMatch(word -> HEADER.matcher(word).find());
    }

    private static Finding unsure(Directive sign) {
        return new Finding(
                sign.file(),
                sign.line(),
                sign.name() + " reads a header that a balancer sets: the address seen may not be the client's",
                "Say whose address the web server sees: clients of the web server in the settings of the cell, direct,"
                        + " remote-ip or balancer",
                true);
    }
}
