package org.cnxrunbooks.app;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything under {@code runbooks} as it was written, before it was checked. {@link SettingsReader} reads it.
 *
 * @param vault Directory that takes the backups, one folder per cell and run.
 * @param encryption Who can read backups.
 * @param cells Connections deployments by name.
 * @param announce Who is told by mail, and how times are written for them.
 * @param evidence What makes evidence fit to be handed out.
 * @param admin First administrator, created when the group camunda-admin has no member.
 * @param ldap The directory that people come from, instead of users made in the Admin application.
 * @param oidc The OpenID Connect provider that signs people on at the web pages.
 * @param start Which group starts which runbook on which cell; operators start everything when left out.
 */
@ConfigurationProperties(RunbookSettings.PREFIX)
record RunbookSettings(
        @DefaultValue("data/vault")
                @NotNull(
                        message = "a directory HINT: Leave the key out to keep data/vault below the working directory.")
                Path vault,
        @NestedConfigurationProperty @DefaultValue @Valid EncryptionSettings encryption,
        @DefaultValue Map<String, @Valid CellSettings> cells,
        @NestedConfigurationProperty @DefaultValue @Valid AnnounceSettings announce,
        @NestedConfigurationProperty @DefaultValue @Valid EvidenceSettings evidence,
        @NestedConfigurationProperty @Valid @Nullable AdminSettings admin,
        @NestedConfigurationProperty @Valid @Nullable LdapSettings ldap,
        @NestedConfigurationProperty @Valid @Nullable OidcSettings oidc,
        @DefaultValue List<@Valid StartSettings> start) {

    static final String PREFIX = "runbooks";
}
