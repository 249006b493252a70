package com.wevion.credits.catalog.publication;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.ChatTerms;
import com.wevion.credits.catalog.PackageOffer;
import com.wevion.credits.ledger.book.Unit;
import java.time.Instant;
import java.util.List;

/** The catalogue as it is shown. Provider rates are not: they are what we pay. */
record CatalogView(
        int version,
        Instant effectiveFrom,
        String chatHoldCeiling,
        TypicalMessage typicalMessage,
        List<PackageOffer> packages,
        List<RateView> rates) {

    /** The typical message and what it costs in credits (D17). */
    record TypicalMessage(long inputTokens, long outputTokens, String credits) {}

    static CatalogView of(CatalogVersion version) {
        ChatTerms typical = version.typicalMessage();
        return new CatalogView(
                version.version(),
                version.effectiveFrom(),
                Unit.CREDITS.format(version.chatHoldCeilingMicros()),
                new TypicalMessage(
                        version.typicalInputTokens(),
                        version.typicalOutputTokens(),
                        Unit.CREDITS.format(typical.requestedMicros())),
                version.offers(),
                version.rates().stream().map(RateView::of).toList());
    }
}
