package org.cnxrunbooks.app;

import jakarta.validation.constraints.Pattern;
import org.cnxrunbooks.cell.ContentManager;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Connections Content Manager.
 *
 * @param installed Whether it is installed; true as soon as any key of this block is given.
 * @param alias J2C authentication alias of the user that Connections contacts FileNet with.
 * @param storageArea FileNet storage area, by default ccm below the shared data.
 * @param engineEar Directory with Engine-ws.ear, by default the release's place below the Connections root.
 */
record ContentManagerSettings(
        @DefaultValue("true") boolean installed,
        @DefaultValue(ContentManager.DEFAULT_ALIAS)
                @Pattern(regexp = ".*\\S.*", message = "an alias HINT: Leave the key out for filenetAdmin.")
                String alias,
        @Nullable String storageArea,
        @Nullable String engineEar) {}
