package com.wevion.credits.balance;

import com.wevion.credits.team.Leavers.Seat;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A client that listens to the balance of a team.
 *
 * @param person the person whose streams are counted; empty for a service
 * @param seat the membership by which it may listen; empty for services and super admins, who need none
 * @param session the session of the page it listens for, which ends with it; empty for a token of an issuer's own
 * @param key the API key by which it listens, with which it ends; empty for others
 * @param until the time at which its token expires
 */
record Listener(
        UUID teamId,
        Optional<UUID> person,
        Optional<Seat> seat,
        Optional<UUID> session,
        Optional<UUID> key,
        Instant until) {
    /** True if both are streams of one person. */
    boolean isSamePerson(Listener other) {
        return person.isPresent() && person.equals(other.person);
    }
}
