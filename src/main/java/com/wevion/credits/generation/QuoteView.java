package com.wevion.credits.generation;

import com.wevion.credits.catalog.ChatTerms;
import com.wevion.credits.catalog.Explanation;
import com.wevion.credits.catalog.JobTerms;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.book.Unit;
import java.util.List;

/**
 * A price; amounts are decimals in {@code unit}.
 *
 * @param unitPrice for {@code unitSize} of {@code per}; null for the chat, whose two prices are in {@code lines}
 * @param sufficient true if the cost is available
 * @param admitted true if the work would be admitted now: for a chat message, any available amount is enough (D6)
 */
record QuoteView(
        Service service,
        String engine,
        long quantity,
        String unitPrice,
        String per,
        long unitSize,
        String cost,
        String available,
        String unit,
        int catalogVersion,
        boolean sufficient,
        boolean admitted,
        List<Alternative> alternatives,
        List<Explanation.Line> lines) {

    /** Another engine that could do it. */
    record Alternative(String engine, String cost) {}

    static QuoteView of(JobTerms terms, List<JobTerms> others, AccountState account) {
        Unit unit = terms.unit();
        boolean sufficient = terms.quotedUnits() <= account.availableUnits();
        return new QuoteView(
                terms.service(),
                terms.engine(),
                terms.quantity(),
                unit.format(terms.priceUnits()),
                terms.per().name(),
                terms.unitSize(),
                unit.format(terms.quotedUnits()),
                unit.format(account.availableUnits()),
                unit.code(),
                terms.catalogVersion(),
                sufficient,
                sufficient,
                others.stream()
                        .map(other -> new Alternative(other.engine(), unit.format(other.quotedUnits())))
                        .toList(),
                null);
    }

    static QuoteView of(ChatTerms terms, AccountState account) {
        Explanation explanation =
                terms.explain(terms.estimatedInputTokens(), terms.maxOutputTokens(), terms.holdMicros());
        long availableUnits = account.availableUnits();
        return new QuoteView(
                Service.CHAT,
                terms.model(),
                explanation.quantity(),
                null,
                explanation.per(),
                terms.unitSizeTokens(),
                explanation.price(),
                Unit.CREDITS.format(availableUnits),
                Unit.CREDITS.code(),
                terms.catalogVersion(),
                terms.requestedMicros() <= availableUnits,
                availableUnits > 0,
                List.of(),
                explanation.lines());
    }
}
