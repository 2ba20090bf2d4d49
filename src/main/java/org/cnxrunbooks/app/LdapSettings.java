package org.cnxrunbooks.app;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.cell.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The directory that people come from, instead of users made in the Admin application.
 *
 * @param url Address of the server, e.g. ldaps://ldap.example.org.
 * @param startTls Whether an ldap address begins TLS before anything else is sent.
 * @param allowPlain Whether passwords may cross the network as they are; on loopback they may anyway.
 * @param certificate PEM file of those who may have signed the server's certificate; the JVM's own when left out.
 * @param user Distinguished name of the account that reads people and groups.
 * @param password Password of that account; or give password-file.
 * @param passwordFile File that holds nothing but the password.
 * @param people Where people stand and how their attributes are named.
 * @param memberAttribute What names the members in a group: member, uniqueMember or memberUid.
 * @param groups Distinguished names of the directory's groups, by our group: operators, approvers, auditors,
 *     camunda-admin.
 */
record LdapSettings(
        @NotBlank(message = "an address HINT: Write it as ldaps://ldap.example.org, with a port if it is not 636.")
                @Nullable
                String url,
        @DefaultValue("false") boolean startTls,
        @DefaultValue("false") boolean allowPlain,
        @Nullable Path certificate,
        @NotBlank(message = "an account HINT: Name one that may read people and groups, and nothing else.") @Nullable
                String user,
        @Nullable Secret password,
        @Nullable Path passwordFile,
        @NestedConfigurationProperty @DefaultValue @Valid LdapPeopleSettings people,
        @DefaultValue("member")
                @Pattern(regexp = LdapPeopleSettings.ATTRIBUTE, message = LdapPeopleSettings.ATTRIBUTE_EXPECTED)
                String memberAttribute,
        @DefaultValue Map<String, List<String>> groups) {}
