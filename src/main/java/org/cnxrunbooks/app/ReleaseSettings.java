package org.cnxrunbooks.app;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is installed.
 *
 * @param product Product name, e.g. HCL Connections.
 * @param release Major and minor release, e.g. 8.0.
 * @param cumulativeRefresh Cumulative refresh, e.g. CR5; leave it out for the base level.
 * @param interimFixes Ids of the installed interim fixes, e.g. LO100042.
 */
record ReleaseSettings(
        @NotBlank(message = "a product name HINT: Write IBM Connections or HCL Connections.") @Nullable String product,
        @NotNull(message = "a release HINT: Write major and minor, e.g. \"8.0\".")
                @Pattern(
                        regexp = "\\d{1,3}\\.\\d{1,3}",
                        message = "major.minor HINT: Write major and minor in quotes, e.g. \"8.0\".")
                @Nullable
                String release,
        @Pattern(
                        regexp = "CR\\d{1,3}",
                        message = "CR and a number HINT: Write e.g. CR5, or leave the key out for the base level.")
                @Nullable
                String cumulativeRefresh,
        @DefaultValue
                List<
                                @Pattern(
                                        regexp = "[A-Z]{2}\\d{5,6}",
                                        message =
                                                "two capitals and 5 or 6 digits HINT: Write the APAR id, e.g. LO100042.")
                                String>
                        interimFixes) {}
