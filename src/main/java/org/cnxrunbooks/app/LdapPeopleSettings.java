package org.cnxrunbooks.app;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * People in the directory.
 *
 * @param base Distinguished name below which they stand.
 * @param filter What makes an entry a person who may be let in.
 * @param id Attribute of the user id, e.g. sAMAccountName in Active Directory.
 * @param firstName Attribute of the first name.
 * @param lastName Attribute of the last name.
 * @param mail Attribute of the address.
 */
record LdapPeopleSettings(
        @NotBlank(message = "where people stand HINT: Write a distinguished name, e.g. ou=people,dc=example,dc=org.")
                @Nullable
                String base,
        @DefaultValue("(objectClass=person)") String filter,
        @DefaultValue("uid") @Pattern(regexp = ATTRIBUTE, message = ATTRIBUTE_EXPECTED) String id,
        @DefaultValue("givenName") @Pattern(regexp = ATTRIBUTE, message = ATTRIBUTE_EXPECTED) String firstName,
        @DefaultValue("sn") @Pattern(regexp = ATTRIBUTE, message = ATTRIBUTE_EXPECTED) String lastName,
        @DefaultValue("mail") @Pattern(regexp = ATTRIBUTE, message = ATTRIBUTE_EXPECTED) String mail) {

    static final String ATTRIBUTE = "[A-Za-z][A-Za-z0-9-]*|[0-9]+(\\.[0-9]+)+";
    static final String ATTRIBUTE_EXPECTED = "the name of an attribute HINT: Write letters, digits and - only.";
}
