package org.cnxrunbooks.guard;

import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The person whose request is being answered. Filters of ours may stand outside of the one that tells the engine who it
 * is, so the session of the web applications is asked where the engine does not know.
 */
public final class Asker {

    private final ObjectProvider<ProcessEngine> engine;

    public Asker(ObjectProvider<ProcessEngine> engine) {
        this.engine = engine;
    }

    /** None where nobody is logged in. */
    public List<String> groups() {
        Authentication known = engine.getObject().getIdentityService().getCurrentAuthentication();
        if (known != null) {
            return known.getGroupIds() == null ? List.of() : known.getGroupIds();
        }
        HttpSession session = RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? request.getRequest().getSession(false)
                : null;
        var person = session == null
                ? null
                : AuthenticationUtil.getAuthsFromSession(session)
                        .getAuthenticationForProcessEngine(engine.getObject().getName());
        return person == null
                ? List.of()
                : engine
                        .getObject()
                        .getIdentityService()
                        .createGroupQuery()
                        .groupMember(person.getName())
                        .list()
                        .stream()
                        .map(Group::getId)
                        .toList();
    }
}
