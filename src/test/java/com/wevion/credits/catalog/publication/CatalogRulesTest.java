package com.wevion.credits.catalog.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.PartialUnits;
import com.wevion.credits.catalog.ProviderRate;
import com.wevion.credits.catalog.Rate;
import com.wevion.credits.catalog.SeedCatalog;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.Invalid.Violation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogRulesTest {

    @Test
    void acceptsTheSeed() {
        assertThatCode(() -> CatalogRules.check(SeedCatalog.version1())).doesNotThrowAnyException();
    }

    @Test
    void refusesTwoPricesForOneThing() {
        assertThat(faultsWith(SeedCatalog.creative(Service.IMAGE, "FLUX_2_PRO", "0.05", 1, 10)))
                .containsExactly(new Violation("rates[16]", "must not be repeated"));
    }

    @Test
    void refusesAnEngineCalledAuto_D10() {
        assertThat(faultsWith(SeedCatalog.creative(Service.IMAGE, "AUTO", "0.05", 1, 10)))
                .extracting(Violation::field)
                .containsExactly("rates[16].engine");
    }

    @Test
    void refusesNegativePricesEmptyUnitsAndEmptyRanges() {
        assertThat(faultsWith(SeedCatalog.creative(Service.IMAGE, "NEW", "-0.05", 0, 0)))
                .extracting(Violation::field)
                .containsExactly("rates[16].unitSize", "rates[16].price", "rates[16].maximum");
    }

    @Test
    void refusesAPriceThatCannotBePaidAtTheMaximum_D3() {
        assertThat(faultsWith(SeedCatalog.creative(Service.VIDEO, "NEW", "1000000000", 1, 1_000)))
                .extracting(Violation::field)
                .containsExactly("rates[16].price");
    }

    @Test
    void refusesACountThatIsNotTheServices() {
        Rate perSecond = SeedCatalog.creative(Service.VIDEO, "NEW", "1", 1, 10);
        Rate imagePerSecond =
                new Rate(Service.IMAGE, "NEW", perSecond.per(), 1, 1, Unit.USD, PartialUnits.PRO_RATA, 1, 10, true, 60);

        assertThat(faultsWith(imagePerSecond)).extracting(Violation::field).containsExactly("rates[16].per");
    }

    @Test
    void refusesAChatModelWithOnePriceOnly_S6() {
        assertThat(faultsWith(SeedCatalog.chat("large", Measure.INPUT_TOKEN, "1")))
                .extracting(Violation::field)
                .containsExactly("rates");
    }

    @Test
    void refusesACatalogueWithoutAPriceForTheChat_S6() {
        CatalogVersion noChat = SeedCatalog.with(SeedCatalog.rates().stream()
                .filter(rate -> rate.service() != Service.CHAT)
                .toList());

        assertThat(faults(noChat)).extracting(Violation::field).containsExactly("rates");
    }

    @Test
    void refusesANameOfAnInvoiceThatCannotBeRead() {
        assertThat(faultsWithSku("Video / minute, \u00fc")).isEmpty();
        assertThat(faultsWithSku(null)).isEmpty();
        for (String sku : List.of("", "  ", "a\nb", "\u0000", "x".repeat(201))) {
            assertThat(faultsWithSku(sku)).extracting(Violation::field).containsExactly("providerRates[0].sku");
        }
    }

    @Test
    void refusesACostThatCannotBePaidAtTheMaximumOfItsEngine_D3() {
        Rate image = sold(Service.IMAGE, "FLUX_2_PRO");
        long payable = Unit.LARGEST_UNITS / image.maximum();

        assertThat(faultsWithCost(payable)).isEmpty();
        assertThat(faultsWithCost(payable + 1)).extracting(Violation::field).containsExactly("providerRates[0].cost");
    }

    private static Rate sold(Service service, String engine) {
        return SeedCatalog.rates().stream()
                .filter(rate -> rate.service() == service && rate.engine().equals(engine))
                .findFirst()
                .orElseThrow();
    }

    private static List<Violation> faultsWithSku(String sku) {
        return faultsWithRate(1, sku);
    }

    private static List<Violation> faultsWithCost(long nanos) {
        return faultsWithRate(nanos, null);
    }

    private static List<Violation> faultsWithRate(long costNanos, String sku) {
        CatalogVersion seed = SeedCatalog.version1();
        CatalogVersion version = new CatalogVersion(
                seed.version(),
                seed.effectiveFrom(),
                seed.chatHoldCeilingMicros(),
                seed.typicalInputTokens(),
                seed.typicalOutputTokens(),
                seed.packages(),
                seed.rates(),
                List.of(new ProviderRate(
                        "P",
                        Service.IMAGE,
                        "FLUX_2_PRO",
                        Measure.IMAGE,
                        1,
                        costNanos,
                        seed.effectiveFrom(),
                        null,
                        sku)));
        try {
            CatalogRules.check(version);
            return List.of();
        } catch (Invalid e) {
            return e.violations();
        }
    }

    private static List<Violation> faultsWith(Rate added) {
        List<Rate> rates = new ArrayList<>(SeedCatalog.rates());
        rates.add(added);
        return faults(SeedCatalog.with(rates));
    }

    private static List<Violation> faults(CatalogVersion version) {
        return catchThrowableOfType(Invalid.class, () -> CatalogRules.check(version))
                .violations();
    }
}
