package com.wevion.credits.team;

import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Unauthenticated;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who is calling: a person, or a service such as the host platform and its workers, by the token of the request. */
@RequestScoped
public class Caller {
    // Not the token itself: for an injected one the server looks through JNDI in every request.
    @Inject
    HttpServletRequest request;

    private JsonWebToken token() {
        return (JsonWebToken) request.getUserPrincipal();
    }

    /**
     * The id of the person.
     *
     * @throws Unauthenticated for a service whose token has no id of a person
     */
    public UUID userId() {
        return Ids.find(token().getSubject()).orElseThrow(() -> new Unauthenticated("The token names no person."));
    }

    /** The name in the token, null if it has none. */
    public String name() {
        return token().getClaim("name");
    }

    /** Whether the caller is a service, which may act for members. */
    public boolean isService() {
        return has("SERVICE");
    }

    /** Whether the caller administers the whole platform. */
    public boolean isSuperAdmin() {
        return has("SUPER_ADMIN");
    }

    /** Whether the caller stands above the roles of a team. */
    boolean isAboveTeams() {
        return isService() || isSuperAdmin();
    }

    private boolean has(String group) {
        return token().getGroups() != null && token().getGroups().contains(group);
    }
}
