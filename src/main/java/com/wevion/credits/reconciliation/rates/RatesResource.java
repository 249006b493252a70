package com.wevion.credits.reconciliation.rates;

import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.Costly;
import com.wevion.credits.platform.http.LongBody;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.team.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Currency rates, by which bills in other currencies are compared. */
@ApplicationScoped
@Path("reconciliation/rates")
@Produces(MediaType.APPLICATION_JSON)
@Requires(Action.RECONCILE)
public class RatesResource {
    @Inject
    CurrencyRates rates;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.reconciliation.rates.months")
    int ecbMonths;

    /** All that was entered, the newest first. */
    @GET
    public Page<CurrencyRate> list(
            @QueryParam("currency") String currency,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return rates.page(currency, Paging.limit(limit), cursor);
    }

    /** Enters the rate of a month. */
    @PUT
    @Path("{currency}/{month}")
    @Consumes(MediaType.APPLICATION_JSON)
    public CurrencyRate put(
            @PathParam("currency") String currency,
            @PathParam("month") String month,
            @QueryParam("provider") String provider,
            @NotNull @Valid RateRequest rate) {
        return rates.enter(RateKey.of(provider, currency, month, latest()), rate.usd(), rate.remark(), caller.author());
    }

    /** Takes the rate of a month back. */
    @DELETE
    @Path("{currency}/{month}")
    public void takeBack(
            @PathParam("currency") String currency,
            @PathParam("month") String month,
            @QueryParam("provider") String provider) {
        rates.takeBack(RateKey.of(provider, currency, month, latest()), caller.author());
    }

    /** Takes over the averages of the European Central Bank's file. */
    @PUT
    @Path("ecb")
    @LongBody("credits.reconciliation.rates.max.bytes")
    @Consumes("text/csv")
    @Costly(Costly.Kind.IMPORT)
    public EcbAnswer ecb(@QueryParam("from") String from, InputStream file) {
        YearMonth first = from == null ? latest().minusMonths(ecbMonths) : RateKey.month("from", from, latest());
        return rates.enter(EcbFile.read(file, first), caller.author());
    }

    /** A bill may come before its month has begun. */
    private YearMonth latest() {
        return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)).plusMonths(1);
    }
}
