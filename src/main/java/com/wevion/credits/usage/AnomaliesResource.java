package com.wevion.credits.usage;

import com.wevion.credits.ledger.AnomalyKind;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.platform.http.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** The anomalies: reports of work that were not taken as they are (D7, D8, D22), for operators. */
@ApplicationScoped
@Path("anomalies")
@Produces(MediaType.APPLICATION_JSON)
public class AnomaliesResource {
    @Inject
    AnomalyList anomalies;

    /** The newest first, of one kind or team if they are named. */
    @GET
    @Requires(Action.READ_ANOMALIES)
    public Page<AnomalyView> list(
            @QueryParam("kind") String kind,
            @QueryParam("teamId") String teamId,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return anomalies.page(
                Parameters.constant("kind", AnomalyKind.class, kind),
                teamId == null ? null : Ids.parse("teamId", teamId),
                Paging.limit(limit),
                cursor);
    }
}
