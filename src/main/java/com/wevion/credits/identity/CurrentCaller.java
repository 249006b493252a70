package com.wevion.credits.identity;

import com.wevion.credits.platform.http.Origin;
import jakarta.enterprise.context.RequestScoped;
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

    void comesFrom(Origin place) {
        origin = place;
    }

    void is(Identity caller) {
        identity = caller;
    }
}
