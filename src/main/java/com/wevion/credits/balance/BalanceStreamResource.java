package com.wevion.credits.balance;

import com.wevion.credits.identity.Identity;
import com.wevion.credits.identity.key.ApiKey;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.team.Caller;
import com.wevion.credits.team.Leavers.Seat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The balance of a team as a stream, for a pill that is always right (S13). No thread waits for the next change. */
@ApplicationScoped
@Path("teams/{teamId}/balance/stream")
@Produces(MediaType.SERVER_SENT_EVENTS)
public class BalanceStreamResource {
    @Inject
    Caller caller;

    @Inject
    BalanceStreams streams;

    @Inject
    @ConfigProperty(name = "credits.balance.stream.reconnect.millis")
    long reconnectMillis;

    /** Both accounts as they are now, and again whenever they have changed, until the caller may not know any more. */
    @GET
    @Requires(Action.READ_BALANCE)
    public void listen(
            @PathParam("teamId") String team,
            @Context HttpServletResponse response,
            @Context SseEventSink sink,
            @Context Sse sse) {
        UUID teamId = Ids.pathId("team", team);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Accel-Buffering", "no"); // nginx would collect events before it passes them on
        streams.open(listener(teamId), new Outlet(sink, sse, Duration.ofMillis(reconnectMillis)));
    }

    private Listener listener(UUID teamId) {
        if (caller.isService()) {
            return listener(teamId, Optional.empty(), Optional.empty());
        }
        UUID person = caller.userId();
        boolean needsASeat = !caller.isSuperAdmin() && caller.key().isEmpty();
        return listener(
                teamId, Optional.of(person), needsASeat ? Optional.of(new Seat(teamId, person)) : Optional.empty());
    }

    private Listener listener(UUID teamId, Optional<UUID> person, Optional<Seat> seat) {
        Identity identity = caller.identity();
        return new Listener(
                teamId, person, seat, identity.session(), identity.key().map(ApiKey::id), identity.until());
    }
}
