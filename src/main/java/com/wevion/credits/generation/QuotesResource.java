package com.wevion.credits.generation;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.ChatTerms;
import com.wevion.credits.catalog.JobTerms;
import com.wevion.credits.catalog.publication.Catalog;
import com.wevion.credits.ledger.Accounts;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.team.Teams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** Says what work would cost; creates nothing. */
@ApplicationScoped
@Path("teams/{teamId}/quotes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class QuotesResource {
    @Inject
    Teams teams;

    @Inject
    Accounts accounts;

    @Inject
    Catalog catalog;

    /** The price of a job or a message at the catalogue of now, and whether the team can pay it. */
    @POST
    @Requires(Action.GET_A_QUOTE)
    public QuoteView quote(@PathParam("teamId") String team, @NotNull @Valid QuoteRequest request) {
        UUID teamId = Ids.pathId("team", team);
        return request.service().isCreative() ? job(teamId, request) : chat(teamId, request);
    }

    private QuoteView job(UUID teamId, QuoteRequest request) {
        AccountKind pays = Jobs.paidBy(teams.settings(teamId).creativeFunding());
        CatalogVersion prices = catalog.current();
        String engine = request.engine() == null ? CatalogVersion.AUTO_ENGINE : request.engine();
        JobTerms terms = prices.job(request.service(), engine, request.quantity(), pays.unit());
        return QuoteView.of(terms, prices.alternatives(terms), accounts.of(teamId, pays));
    }

    private QuoteView chat(UUID teamId, QuoteRequest request) {
        ChatTerms terms =
                catalog.current().chat(request.chatModel(), request.estimatedInputTokens(), request.maxOutputTokens());
        return QuoteView.of(terms, accounts.of(teamId, AccountKind.CREDITS));
    }
}
