package com.wevion.credits.usage;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.Rate;
import com.wevion.credits.catalog.SeedCatalog;
import com.wevion.credits.catalog.Service;
import java.util.List;
import java.util.function.UnaryOperator;

/** Price lists that differ from the seed's in a few rates. */
public final class Drafts {
    static final CatalogVersion SEED = SeedCatalog.version1();

    private Drafts() {}

    static CatalogVersion priced(Service service, String engine, long priceUnits) {
        return changed(
                rate -> rate.service() == service && rate.engine().equals(engine) ? priced(rate, priceUnits) : rate);
    }

    static CatalogVersion changed(UnaryOperator<Rate> change) {
        return with(SEED.rates().stream().map(change).toList());
    }

    static CatalogVersion with(List<Rate> rates) {
        return new CatalogVersion(
                2,
                SEED.effectiveFrom(),
                SEED.chatHoldCeilingMicros(),
                SEED.typicalInputTokens(),
                SEED.typicalOutputTokens(),
                SEED.packages(),
                rates,
                List.of());
    }

    static Rate priced(Rate rate, long priceUnits) {
        return copy(rate, rate.engine(), priceUnits, rate.minimum(), rate.maximum());
    }

    static Rate ranged(Rate rate, long minimum, long maximum) {
        return copy(rate, rate.engine(), rate.priceUnits(), minimum, maximum);
    }

    static Rate chatRate(String model, Measure per, long priceUnits, long maximum) {
        Rate like = SEED.rates().stream()
                .filter(rate -> rate.per() == per)
                .findFirst()
                .orElseThrow();
        return copy(like, model, priceUnits, 0, maximum);
    }

    private static Rate copy(Rate rate, String engine, long priceUnits, long minimum, long maximum) {
        return new Rate(
                rate.service(),
                engine,
                rate.per(),
                rate.unitSize(),
                priceUnits,
                rate.unit(),
                rate.billing(),
                minimum,
                maximum,
                rate.enabled(),
                rate.holdTimeoutSeconds());
    }
}
