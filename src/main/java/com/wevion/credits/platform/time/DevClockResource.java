package com.wevion.credits.platform.time;

import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;

/** The time by which the service works, to be looked at and set ahead; also reachable as {@code /dev/clock}. */
@Path("dev/clock")
@Requires(Action.TRY_OUT)
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class DevClockResource {
    record ClockSetting(@NotNull Instant at) {}

    record ClockTime(Instant at) {}

    @Inject
    DevClock clock;

    /** The time. */
    @GET
    public ClockTime get() {
        return new ClockTime(clock.clock().instant());
    }

    /** Sets the clock, which runs on from there. */
    @POST
    public ClockTime set(@NotNull @Valid ClockSetting body) {
        clock.set(body.at());
        return get();
    }
}
