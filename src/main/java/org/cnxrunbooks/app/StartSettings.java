package org.cnxrunbooks.app;

import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may start what where.
 *
 * @param group Whose members may start; only those of them who are operators as well.
 * @param runbooks What they may start; every runbook when left out.
 * @param cells Where they may start it; on every cell when left out.
 */
record StartSettings(
        @NotBlank(message = "a group HINT: Write operators, or a group of some operators.") @Nullable String group,
        @DefaultValue List<String> runbooks,
        @DefaultValue List<String> cells) {}
