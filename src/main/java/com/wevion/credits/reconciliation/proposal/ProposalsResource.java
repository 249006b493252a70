package com.wevion.credits.reconciliation.proposal;

import com.wevion.credits.catalog.publication.Catalog;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Draft price lists of imports. */
@ApplicationScoped
@Path("reconciliation/invoices/{importId}/price-list")
@Produces(MediaType.APPLICATION_JSON)
@Requires(Action.RECONCILE)
public class ProposalsResource {
    @Inject
    Proposals proposals;

    @Inject
    Catalog catalog;

    /** The SKUs that the catalogue does not know, as provider rates; nothing is published. */
    @GET
    public PriceListDraft get(@PathParam("importId") String importId) {
        return proposals.of(Ids.pathId("import", importId), catalog.current());
    }
}
