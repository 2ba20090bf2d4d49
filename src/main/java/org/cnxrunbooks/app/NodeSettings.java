package org.cnxrunbooks.app;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A managed node.
 *
 * @param name WebSphere node name.
 * @param host Name of its host under hosts.
 * @param profile Directory of its profile.
 * @param servers Application servers of this node, without the node agent.
 */
record NodeSettings(
        @NotBlank(message = "a node name HINT: Write the node's name as the console shows it.") @Nullable String name,
        @NotBlank(message = "the name of a host HINT: Name one of this cell's hosts.") @Nullable String host,
        @NotBlank(message = "an absolute path HINT: Name the directory of the node's profile.") @Nullable
                String profile,
        @DefaultValue List<@Valid ServerSettings> servers) {}
