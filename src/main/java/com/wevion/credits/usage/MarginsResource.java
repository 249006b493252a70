package com.wevion.credits.usage;

import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.retention.Horizon;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The margins of the teams' charges, by engine; for operators. */
@ApplicationScoped
@Path("margins")
@Produces(MediaType.APPLICATION_JSON)
public class MarginsResource {
    @Inject
    Margins margins;

    @Inject
    Horizon horizon;

    @Inject
    @ConfigProperty(name = "credits.margins.days")
    int maxDays;

    /** The margins of the days from {@code from} to the day before {@code to}, UTC. */
    @GET
    @Requires(Action.READ_MARGINS)
    public MarginsView get(
            @QueryParam("from") String from, @QueryParam("to") String to, @QueryParam("groupBy") String groupBy) {
        LocalDate first = day("from", from);
        LocalDate end = day("to", to);
        long days = ChronoUnit.DAYS.between(first, end);
        if (days < 1 || days > maxDays) {
            throw new Invalid("to", "must be 1 to " + maxDays + " days after from");
        }
        if (groupBy == null || !groupBy.matches("engine|day")) {
            throw new Invalid("groupBy", "must be one of engine, day");
        }
        horizon.require("The usage of days from " + first + " on", first);
        return new MarginsView(
                from,
                to,
                groupBy,
                groupBy.equals("day")
                        ? margins.perDay(first, end).stream()
                                .map(MarginsView.Item::of)
                                .toList()
                        : margins.perEngine(first, end).stream()
                                .map(MarginsView.Item::of)
                                .toList());
    }

    private static LocalDate day(String field, String text) {
        try {
            // No years of more than four digits, which a day may have in Java.
            if (text != null && text.length() == "2026-01-31".length()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException e) {
            // Refused below, like everything that is no day.
        }
        throw new Invalid(field, "must be a day such as 2026-01-31");
    }
}
