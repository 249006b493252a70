package com.wevion.credits.identity;

import com.wevion.credits.platform.access.Extent;
import com.wevion.credits.platform.http.Origin;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * The caller of the current request, set by {@link Authentication}. The server's own request cannot be injected
 * where the request has waited for its body.
 */
@RequestScoped
public class CurrentCaller {
    private Identity identity;
    private Origin origin = Origin.NOWHERE;
    private UUID foreignTeam;
    private Extent granted = Extent.NONE;

    /** The identity in the token; null if the caller is unauthenticated. */
    public Identity identity() {
        return identity;
    }

    /** The place that the request comes from. */
    public Origin origin() {
        return origin;
    }

    /** The team that the caller asked for without belonging to it, which is told to nobody but the audit log; null if there is none. */
    public UUID foreignTeam() {
        return foreignTeam;
    }

    /** Notes that the caller asked for a team without belonging to it. */
    public void isStrangerTo(UUID teamId) {
        foreignTeam = teamId;
    }

    /** Lets the caller do what the request asks for, to this extent. */
    public void grant(Extent extent) {
        granted = extent;
    }

    /** The person whose things this request is about, as far as the caller may go; empty for everybody's. */
    public Optional<UUID> only() {
        return granted == Extent.OWN ? Optional.of(identity.person()) : Optional.empty();
    }

    void comesFrom(Origin place) {
        origin = place;
    }

    void is(Identity caller) {
        identity = caller;
    }
}
