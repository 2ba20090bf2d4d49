package org.cnxrunbooks.app;

import jakarta.validation.constraints.NotBlank;
import org.cnxrunbooks.cell.WebServer;
import org.jspecify.annotations.Nullable;

/**
 * An IBM HTTP Server.
 *
 * @param name Name of the web server in the cell, e.g. webserver1.
 * @param host Name of its host under hosts.
 * @param serverRoot Directory that holds bin, conf and logs.
 * @param clients Whose address it sees: direct, remote-ip (a balancer and mod_remoteip) or balancer.
 */
record WebServerSettings(
        @NotBlank(message = "a web server name HINT: Write its name in the cell, e.g. webserver1.") @Nullable
                String name,
        @NotBlank(message = "the name of a host HINT: Name one of this cell's hosts.") @Nullable String host,
        @NotBlank(message = "an absolute path HINT: Name the directory that holds bin, conf and logs.") @Nullable
                String serverRoot,
        WebServer.@Nullable ClientAddresses clients) {}
