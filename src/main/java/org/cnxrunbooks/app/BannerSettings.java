package org.cnxrunbooks.app;

import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import org.cnxrunbooks.cell.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The banner of Connections 8.
 *
 * @param url Address of Connections as users write it, without a path, e.g. https://connections.example.com.
 * @param user ICXT administrative user.
 * @param password Password of that user; or give password-file.
 * @param passwordFile File that holds nothing but the password.
 */
record BannerSettings(
        @NotBlank(
                        message =
                                "the address of Connections HINT: Write it without a path, e.g. https://connections.example.com.")
                @Nullable
                String url,
        @NotBlank(message = "a user HINT: Name an ICXT administrative user.") @Nullable String user,
        @Nullable Secret password,
        @Nullable Path passwordFile) {}
