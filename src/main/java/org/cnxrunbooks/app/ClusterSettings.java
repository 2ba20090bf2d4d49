package org.cnxrunbooks.app;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A cluster.
 *
 * @param name Cluster name.
 * @param path One request path that the cluster serves, e.g. /files/.
 */
record ClusterSettings(
        @NotBlank(message = "a cluster name HINT: Write the cluster's name as the console shows it.") @Nullable
                String name,
        @Pattern(
                        regexp = "/\\S*",
                        message = "a path that starts with / HINT: Write one that needs no log-in, e.g. /files/.")
                @Nullable
                String path) {}
