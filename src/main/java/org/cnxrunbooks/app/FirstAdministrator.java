package org.cnxrunbooks.app;

import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;

/**
 * Makes the configured administrator while there is none. As soon as the group has a member the configuration is left
 * alone: passwords are changed in the Admin application.
 */
final class FirstAdministrator {

    private final IdentityService identities;

    FirstAdministrator(IdentityService identities) {
        this.identities = identities;
    }

    /** Fails with {@link NoAdministrator} when there is no member and none is configured. */
    void ensure(Optional<Installation.Admin> configured) {
        String group = Role.ADMINISTRATORS.id();
        if (identities.createUserQuery().memberOfGroup(group).count() > 0) {
            return;
        }
        Installation.Admin admin = configured.orElseThrow(NoAdministrator::new);
        if (identities.createUserQuery().userId(admin.user()).count() == 0) {
            User user = identities.newUser(admin.user());
            user.setFirstName("First");
            user.setLastName("administrator");
            user.setPassword(admin.password().reveal());
            identities.saveUser(user);
        }
        identities.createMembership(admin.user(), group);
    }
}
