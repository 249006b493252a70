package com.wevion.credits.team;

import com.wevion.credits.identity.CurrentCaller;
import com.wevion.credits.identity.Identity;
import com.wevion.credits.identity.PlatformRole;
import com.wevion.credits.identity.key.ApiKey;
import com.wevion.credits.platform.Unauthenticated;
import com.wevion.credits.platform.access.Extent;
import com.wevion.credits.trail.AuditLog;
import com.wevion.credits.trail.Author;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** The caller: a person, or a service such as the host platform and its workers, by the token of the request. */
@RequestScoped
public class Caller {
    @Inject
    CurrentCaller caller;

    @Inject
    AuditLog audit;

    /** The identity in the token. */
    public Identity identity() {
        return caller.identity();
    }

    /**
     * The id of the person.
     *
     * @throws Unauthenticated for a service whose token has no id of a person
     */
    public UUID userId() {
        return identity().person();
    }

    /** The person as the audit log has it. */
    public Author author() {
        userId();
        return audit.author();
    }

    /** Notes that the caller asked for a team without belonging to it. */
    void isStrangerTo(UUID teamId) {
        caller.isStrangerTo(teamId);
    }

    /** The name in the token, null if it has none. */
    public String name() {
        return identity().name();
    }

    /** True if the caller is a service. */
    public boolean isService() {
        return identity().has(PlatformRole.SERVICE);
    }

    /** The API key by which the caller is known; empty for everybody else. */
    public Optional<ApiKey> key() {
        return identity().key();
    }

    /** True if the caller is a machine, which may act for members. */
    boolean isMachine() {
        return isService() || key().isPresent();
    }

    /** True if the caller administers the whole platform. */
    public boolean isSuperAdmin() {
        return identity().has(PlatformRole.SUPER_ADMIN);
    }

    /** True if the caller may do in a team what its role there says, and not what its token says. */
    boolean isByItsRole() {
        return !isService() && !isSuperAdmin() && key().isEmpty();
    }

    /** The person whose things this request is about, as far as the caller may go; empty for everybody's in the team. */
    Optional<UUID> only() {
        return caller.only();
    }

    void grant(Extent extent) {
        caller.grant(extent);
    }
}
