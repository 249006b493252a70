package com.wevion.credits.balance;

import com.wevion.credits.catalog.Service;
import com.wevion.credits.ledger.EntryFilter;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.EntryType;
import com.wevion.credits.platform.Forbidden;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.http.Parameters;
import com.wevion.credits.platform.time.Instants;
import jakarta.ws.rs.QueryParam;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The query parameters by which a history is filtered. */
public class HistoryQuery {
    @QueryParam("account")
    String account;

    @QueryParam("type")
    String type;

    @QueryParam("userId")
    String userId;

    @QueryParam("service")
    String service;

    @QueryParam("engine")
    String engine;

    @QueryParam("from")
    String from;

    @QueryParam("to")
    String to;

    /** The accounts asked for: one, or both when none is named. */
    Set<AccountKind> accounts() {
        AccountKind kind = Parameters.constant("account", AccountKind.class, account);
        return kind == null ? EnumSet.allOf(AccountKind.class) : EnumSet.of(kind);
    }

    /**
     * The lines asked for.
     *
     * @param only the person whose lines may be seen; empty for everybody's
     * @throws Forbidden if another person's lines are asked for
     */
    EntryFilter filter(Optional<UUID> only) {
        UUID wanted = userId == null ? null : Ids.parse("userId", userId);
        if (only.isPresent() && wanted != null && !only.get().equals(wanted)) {
            throw new Forbidden("You may see only your own lines.");
        }
        Service known = Parameters.constant("service", Service.class, service);
        return EntryFilter.ALL
                .ofType(Parameters.constant("type", EntryType.class, type))
                .by(only.orElse(wanted))
                .using(known == null ? null : known.name(), engine)
                .between(
                        from == null ? null : Instants.parse("from", from),
                        to == null ? null : Instants.parse("to", to));
    }
}
