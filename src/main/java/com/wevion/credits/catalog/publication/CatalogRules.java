package com.wevion.credits.catalog.publication;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.PartialUnits;
import com.wevion.credits.catalog.Rate;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.catalog.Unpriceable;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.Invalid.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** The rules for a price list, so that everything in its ranges can be priced. Reports all faults at once. */
final class CatalogRules {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}");
    private static final long LARGEST_QUANTITY = 1_000_000_000L;
    private static final long LONGEST_HOLD_SECONDS = 7 * 24 * 3_600L;

    private final List<Violation> violations = new ArrayList<>();

    private CatalogRules() {}

    /** @throws Invalid naming the faults */
    static void check(CatalogVersion version) {
        CatalogRules rules = new CatalogRules();
        PackageRules.check(version.packages(), rules);
        rules.checkRates(version.rates());
        new ProviderRateRules(rules, version.rates()).check(version.providerRates());
        rules.refuseFaults();
        // The chat's rules compute with the rates, so these must be sound by now.
        rules.checkChat(version);
        rules.refuseFaults();
    }

    private void refuseFaults() {
        if (!violations.isEmpty()) {
            throw new Invalid(violations);
        }
    }

    private void checkChat(CatalogVersion version) {
        require(version.chatHoldCeilingMicros() > 0, "chatHoldCeiling", "must be positive");
        require(
                isQuantity(version.typicalInputTokens(), 0) && isQuantity(version.typicalOutputTokens(), 0),
                "typicalMessage",
                "must have tokens from 0 to " + LARGEST_QUANTITY);
        Set<String> inputs = chatRates(version, Measure.INPUT_TOKEN);
        Set<String> outputs = chatRates(version, Measure.OUTPUT_TOKEN);
        require(
                inputs.equals(outputs),
                "rates",
                "must price input and output tokens of each chat model, with one unitSize and both enabled or neither");
        require(
                fits(() -> version.typicalMessage().requestedMicros())
                        && version.typicalMessage().requestedMicros() > 0,
                "rates",
                "must price the typical message by a CHAT rate named DEFAULT");
        for (int i = 0; i < version.rates().size(); i++) {
            Rate rate = version.rates().get(i);
            if (rate.service() == Service.CHAT && rate.per() == Measure.INPUT_TOKEN && rate.enabled()) {
                checkModel(version, rate.engine(), "rates[" + i + "]");
            }
        }
    }

    /** A request that tells no tokens is one for the typical message, by whatever model; one may ask for the most of both. */
    private void checkModel(CatalogVersion version, String model, String field) {
        require(
                fits(() -> version.typicalMessage(model).requestedMicros()),
                field,
                "must have the typical message in the range of its input and output tokens");
        require(
                fits(() -> version.chat(
                                model,
                                maxTokens(version, model, Measure.INPUT_TOKEN),
                                maxTokens(version, model, Measure.OUTPUT_TOKEN))
                        .requestedMicros()),
                field + ".price",
                "must have a payable price for the maximum of input and output tokens");
    }

    private static long maxTokens(CatalogVersion version, String model, Measure per) {
        return version.rates().stream()
                .filter(rate -> rate.service() == Service.CHAT
                        && rate.per() == per
                        && rate.engine().equals(model))
                .mapToLong(Rate::maximum)
                .findFirst()
                .orElse(0);
    }

    private static Set<String> chatRates(CatalogVersion version, Measure per) {
        Set<String> found = new HashSet<>();
        version.rates().stream()
                .filter(rate -> rate.service() == Service.CHAT && rate.per() == per)
                .forEach(rate -> found.add(rate.engine() + " " + rate.unitSize() + " " + rate.enabled()));
        return found;
    }

    private void checkRates(List<Rate> rates) {
        record Key(Service service, String engine, Measure per) {}
        Set<Key> seen = new HashSet<>();
        for (int i = 0; i < rates.size(); i++) {
            Rate rate = rates.get(i);
            String field = "rates[" + i + "]";
            require(seen.add(new Key(rate.service(), rate.engine(), rate.per())), field, "must not be repeated");
            checkKind(field, rate.service(), rate.engine(), rate.unitSize());
            require(rate.service().counts(rate.per()), field + ".per", "must be what " + rate.service() + " counts");
            checkRate(field, rate);
        }
    }

    private void checkRate(String field, Rate rate) {
        boolean chat = rate.service() == Service.CHAT;
        require(rate.unit() == (chat ? Unit.CREDITS : Unit.USD), field + ".unit", "must be credits for CHAT, else USD");
        require(!chat || rate.billing() == PartialUnits.PRO_RATA, field + ".billing", "must be PRO_RATA for CHAT");
        require(rate.priceUnits() >= 0, field + ".price", "must not be negative");
        require(isQuantity(rate.minimum(), chat ? 0 : 1), field + ".minimum", "must be positive and not too large");
        require(
                isQuantity(rate.maximum(), rate.minimum()),
                field + ".maximum",
                "must be from the minimum to " + LARGEST_QUANTITY);
        require(
                rate.holdTimeoutSeconds() > 0 && rate.holdTimeoutSeconds() <= LONGEST_HOLD_SECONDS,
                field + ".holdTimeoutSeconds",
                "must be 1 to " + LONGEST_HOLD_SECONDS);
        require(canPriceMaximum(rate), field + ".price", "must be payable at the maximum");
    }

    private static boolean canPriceMaximum(Rate rate) {
        return rate.unitSize() < 1 || fits(() -> rate.price(rate.maximum()));
    }

    /** True if the result is not negative and fits an amount. */
    static boolean fits(LongSupplier units) {
        try {
            return units.getAsLong() >= 0;
        } catch (Unpriceable tooLarge) {
            return false;
        }
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    void checkKind(String field, Service service, String engine, long unitSize) {
        boolean named = isName(engine) && !engine.equals(CatalogVersion.AUTO_ENGINE);
        require(named, field + ".engine", "must be a name other than AUTO");
        require(isQuantity(unitSize, 1), field + ".unitSize", "must be 1 to " + LARGEST_QUANTITY);
    }

    private static boolean isQuantity(long quantity, long least) {
        return quantity >= least && quantity <= LARGEST_QUANTITY;
    }

    void require(boolean holds, String field, String message) {
        if (!holds) {
            violations.add(new Violation(field, message));
        }
    }
}
