package com.wevion.credits.balance;

import com.wevion.credits.ledger.EntryFilter;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.platform.Csv;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.LongAnswer;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.team.Access;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Set;
import java.util.UUID;

/** The history of a team (S14). A MEDIA_BUYER sees the own lines, a VIEWER none (D12). */
@ApplicationScoped
@Path("teams/{teamId}/transactions")
@Requires(Action.READ_HISTORY)
public class TransactionsResource {
    private static final int LINES_PER_CSV_PAGE = 1_000;

    @Inject
    Access access;

    @Inject
    History history;

    /** A page of the history, newest first. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Page<TransactionView> list(
            @PathParam("teamId") String team,
            @BeanParam HistoryQuery query,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        UUID teamId = Ids.pathId("team", team);
        EntryFilter filter = query.filter(access.only());
        HistoryPosition from = Paging.position(cursor, HistoryPosition.class).orElse(HistoryPosition.START);
        History.Slice slice = history.page(teamId, query.accounts(), filter, from, Paging.limit(limit));
        return new Page<>(slice.items(), slice.end() == null ? null : Paging.cursor(slice.end()));
    }

    /** The whole filtered history as CSV, streamed. */
    @GET
    @Produces(Csv.BESIDE_JSON)
    @LongAnswer
    public Response csv(@PathParam("teamId") String team, @BeanParam HistoryQuery query) {
        UUID teamId = Ids.pathId("team", team);
        EntryFilter filter = query.filter(access.only());
        Set<AccountKind> accounts = query.accounts();
        // Read before the answer begins, so that a failure is still answered as one.
        History.Slice first = history.page(teamId, accounts, filter, HistoryPosition.START, LINES_PER_CSV_PAGE);
        StreamingOutput body = output ->
                HistoryCsv.write(output, first, end -> history.page(teamId, accounts, filter, end, LINES_PER_CSV_PAGE));
        return Response.ok(body)
                .header("Content-Disposition", "attachment; filename=\"transactions.csv\"")
                .build();
    }

    /** One line with its explanation (D9). */
    @GET
    @Path("{account}/{sequence}")
    @Produces(MediaType.APPLICATION_JSON)
    public TransactionView get(
            @PathParam("teamId") String team,
            @PathParam("account") String account,
            @PathParam("sequence") String sequence) {
        UUID teamId = Ids.pathId("team", team);
        UUID only = access.only().orElse(null);
        if (!sequence.matches("[1-9][0-9]{0,17}") || !account.matches("CREDITS|CREATIVE")) {
            throw new NotFound("transaction");
        }
        return history.entry(teamId, AccountKind.valueOf(account), Long.parseLong(sequence), only);
    }
}
