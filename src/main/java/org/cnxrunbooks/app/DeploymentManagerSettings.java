package org.cnxrunbooks.app;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import org.cnxrunbooks.cell.DeploymentManager;
import org.cnxrunbooks.cell.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The deployment manager.
 *
 * @param host Name of its host under hosts.
 * @param cellName Name of the WebSphere cell, as in config/cells/NAME of the profile.
 * @param profile Directory of its profile.
 * @param soapPort SOAP connector port.
 * @param user User that wsadmin logs in with.
 * @param password Password of that user; or give password-file.
 * @param passwordFile File that holds nothing but the password.
 */
record DeploymentManagerSettings(
        @NotBlank(message = "the name of a host HINT: Name one of this cell's hosts.") @Nullable String host,
        @NotBlank(
                        message =
                                "the WebSphere cell's name HINT: Look below config/cells of the deployment manager's profile.")
                @Nullable
                String cellName,
        @NotBlank(message = "an absolute path HINT: Name the directory of the deployment manager's profile.") @Nullable
                String profile,
        @DefaultValue("" + DeploymentManager.DEFAULT_SOAP_PORT)
                @Nullable
                @Min(value = 1, message = HostSettings.PORT)
                @Max(value = 65535, message = HostSettings.PORT)
                Integer soapPort,
        @NotBlank(message = "a user HINT: Name an administrative user of the cell.") @Nullable String user,
        @Nullable Secret password,
        @Nullable Path passwordFile) {}
