package com.wevion.credits.platform.retention;

import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;

/** The horizon, for all who look at lists that end there. */
@ApplicationScoped
@Path("retention")
@Produces(MediaType.APPLICATION_JSON)
public class RetentionResource {
    record RetentionView(String archivedBefore) {}

    @Inject
    Horizon horizon;

    /** The day before which closed rows are archived; null if none ever were. */
    @GET
    @Requires(Action.SEE_THE_HORIZON)
    public RetentionView get() {
        return new RetentionView(horizon.day().map(LocalDate::toString).orElse(null));
    }
}
