package com.wevion.credits.usage;

import com.wevion.credits.catalog.publication.Catalog;
import com.wevion.credits.catalog.publication.WhatIfRequest;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.Costly;
import com.wevion.credits.platform.retention.Horizon;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.YearMonth;

/** Prices a month by a draft of a price list; for operators. Creates nothing. */
@Path("catalog/what-if")
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class WhatIfResource {
    @Inject
    Catalog catalog;

    @Inject
    WhatIf whatIf;

    @Inject
    Horizon horizon;

    /** Prices the month again. */
    @POST
    @Requires(Action.TRY_PRICES)
    @Costly(Costly.Kind.WHAT_IF)
    public WhatIfView replay(@NotNull @Valid WhatIfRequest request) {
        YearMonth month = month(request.month());
        horizon.require("The usage of " + month, month.atDay(1));
        return whatIf.replay(month, catalog.draft(request));
    }

    private static YearMonth month(String text) {
        try {
            // No years of more than four digits, which a month may have in Java.
            if (text.matches("[0-9]{4}-[0-9]{2}") && !text.startsWith("0000")) {
                return YearMonth.parse(text);
            }
        } catch (DateTimeException e) {
            // Refused below, like everything that is no month.
        }
        throw new Invalid("month", "must be a month such as 2026-10");
    }
}
