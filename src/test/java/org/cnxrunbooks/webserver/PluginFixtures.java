package org.cnxrunbooks.webserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Files as they are met in the field: generated, with roles, merged by hand. */
final class PluginFixtures {

    private PluginFixtures() {}

    static PluginConfig generated() {
        return read("generated.xml");
    }

    static PluginConfig roles() {
        return read("roles.xml");
    }

    static PluginConfig merged() {
        return read("merged.xml");
    }

    private static PluginConfig read(String name) {
        try (InputStream in = PluginFixtures.class.getResourceAsStream("/webserver/plugin/" + name)) {
            return PluginConfig.parse(
                    "/plugins/" + name, Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
