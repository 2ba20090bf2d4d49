package org.cnxrunbooks.app;

import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import org.cnxrunbooks.cell.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The first administrator.
 *
 * @param user User id to log in with.
 * @param password Password of that user; or give password-file.
 * @param passwordFile File that holds nothing but the password.
 */
record AdminSettings(
        @Nullable
                @Pattern(
                        regexp = "[A-Za-z0-9][A-Za-z0-9._@-]{0,63}",
                        message = "a user id HINT: Use letters, digits and . _ @ - only, at most 64.")
                String user,
        @Nullable Secret password,
        @Nullable Path passwordFile) {}
