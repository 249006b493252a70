package com.wevion.credits.balance;

import com.wevion.credits.ledger.Accounts;
import com.wevion.credits.ledger.Entries;
import com.wevion.credits.ledger.EntryFilter;
import com.wevion.credits.ledger.UsageGrouping;
import com.wevion.credits.ledger.UsageSum;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.team.Access;
import com.wevion.credits.team.Teams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Sums of a team's usage by day, person, engine or service. */
@ApplicationScoped
@Path("teams/{teamId}/usage")
@Produces(MediaType.APPLICATION_JSON)
public class UsageResource {
    @Inject
    Access access;

    @Inject
    Accounts accounts;

    @Inject
    Entries entries;

    @Inject
    Teams teams;

    /** The sums, by account and key; filtered like the history. */
    @GET
    @Requires(Action.READ_HISTORY)
    public UsageView get(
            @PathParam("teamId") String team, @QueryParam("groupBy") String groupBy, @BeanParam HistoryQuery query) {
        UUID teamId = Ids.pathId("team", team);
        EntryFilter filter = query.filter(access.only());
        if (groupBy == null || !groupBy.matches("day|user|engine|service")) {
            throw new Invalid("groupBy", "must be one of day, user, engine, service");
        }
        UsageGrouping grouping = UsageGrouping.valueOf(groupBy.toUpperCase(Locale.ROOT));
        List<UsageSum> sums = new ArrayList<>();
        for (AccountKind kind : query.accounts()) {
            sums.addAll(entries.usage(accounts.of(teamId, kind), grouping, filter));
        }
        Map<String, String> names = grouping == UsageGrouping.USER ? names(teamId, sums) : Map.of();
        return new UsageView(
                groupBy,
                sums.stream()
                        .map(sum -> UsageView.Item.of(sum, names.get(sum.key())))
                        .toList());
    }

    private Map<String, String> names(UUID teamId, List<UsageSum> sums) {
        List<UUID> people = sums.stream()
                .filter(sum -> sum.key() != null)
                .map(sum -> UUID.fromString(sum.key()))
                .distinct()
                .toList();
        return teams.displayNames(teamId, people).entrySet().stream()
                .collect(Collectors.toMap(name -> name.getKey().toString(), Map.Entry::getValue));
    }
}
