package org.coincide.engine.web.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.webapp.impl.security.auth.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;

/** Reads and creates the sessions that the operators' pages share with Camunda's web applications. */
public final class OperatorSessions {

    private OperatorSessions() {}

    /** Returns the user who has logged in; empty if nobody has. */
    static Optional<String> userOf(HttpServletRequest request, ProcessEngine engine) {
        return Optional.ofNullable(request.getSession(false))
                .map(AuthenticationUtil::getAuthsFromSession)
                .map(logins -> logins.getAuthenticationForProcessEngine(engine.getName()))
                .map(Authentication::getName);
    }

    static boolean isOperator(String user, IdentityService identities) {
        return identities
                        .createGroupQuery()
                        .groupMember(user)
                        .groupId(Groups.CAMUNDA_ADMIN)
                        .count()
                > 0;
    }

    /** Starts a session, in place of the one that the request had. */
    public static void logIn(HttpServletRequest request, String user, ProcessEngine engine) {
        AuthenticationUtil.revalidateSession(request, AuthenticationUtil.createAuthentication(engine, user));
    }

    static void logOut(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }
}
