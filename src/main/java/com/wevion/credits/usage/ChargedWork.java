package com.wevion.credits.usage;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.ChatTerms;
import com.wevion.credits.catalog.Explanation;
import com.wevion.credits.catalog.JobTerms;
import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.catalog.Unpriceable;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A charged chat message or job, as far as its price by another price list depends on it.
 *
 * @param unit of the account that was charged
 * @param engine the engine whose rate was charged
 * @param model of a message, as it was asked for; null if it is not known, as of a job
 * @param priceUnits the full price: the charge plus the shortfall
 * @param shortfallUnits the amount that was missing for the price (D5)
 * @param costNanos the charge expected from its provider; null if nobody knows it
 * @param asked the terms of the message, if its range depends on how its tokens are divided; else null
 */
record ChargedWork(
        long accountId,
        Unit unit,
        Service service,
        String engine,
        String model,
        long quantity,
        long priceUnits,
        long shortfallUnits,
        Long costNanos,
        Explanation explanation,
        ChatTerms asked) {

    static ChargedWork read(ResultSet row) throws SQLException {
        String asked = row.getString("asked");
        long shortfallUnits = row.getLong("shortfall_units");
        return new ChargedWork(
                row.getLong("account_id"),
                AccountKind.valueOf(row.getString("kind")).unit(),
                Service.valueOf(row.getString("service")),
                row.getString("engine"),
                row.getString("model"),
                row.getLong("quantity"),
                Math.subtractExact(shortfallUnits, row.getLong("amount_units")),
                shortfallUnits,
                Sql.nullableLong(row, "cost_nanos"),
                Json.stored(row.getString("explanation"), Explanation.class),
                asked == null ? null : Json.stored(asked, ChatTerms.class));
    }

    /**
     * The cost by another price list, for the engine that did the work, in units.
     *
     * @throws Unpriceable if it would not have been admitted
     */
    long price(CatalogVersion prices) {
        if (service == Service.CHAT) {
            return terms(prices).price(tokens(Measure.INPUT_TOKEN), tokens(Measure.OUTPUT_TOKEN));
        }
        JobTerms terms = prices.job(service, engine, explanation.requested(), unit);
        return terms.price(terms.chargeable(explanation.delivered()));
    }

    private ChatTerms terms(CatalogVersion prices) {
        if (asked != null) {
            return prices.chat(asked.model(), asked.estimatedInputTokens(), asked.maxOutputTokens());
        }
        return prices.chat(model == null ? engine : model, explanation.requested(), 0L);
    }

    private long tokens(Measure per) {
        return explanation.lines().stream()
                .filter(line -> line.per().equals(per.name()))
                .mapToLong(Explanation.Line::quantity)
                .sum();
    }
}
