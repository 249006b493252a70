package com.wevion.credits.catalog;

import com.wevion.credits.ledger.Unit;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.Invalid.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a price list must be, so that everything in its ranges can be priced. Reports the faults together. */
final class CatalogRules {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}");
    private static final int LONGEST_SKU = 200;
    private static final long LARGEST_QUANTITY = 1_000_000_000L;
    private static final long LONGEST_HOLD_SECONDS = 7 * 24 * 3_600L;

    private final List<Violation> violations = new ArrayList<>();

    private CatalogRules() {}

    /** @throws Invalid naming the faults */
    static void check(CatalogVersion version) {
        CatalogRules rules = new CatalogRules();
        rules.checkPackages(version.packages());
        rules.checkRates(version.rates());
        rules.checkProviderRates(version.providerRates());
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
                canPriceTypicalMessage(version),
                "rates",
                "must price the typical message by a CHAT rate named DEFAULT");
    }

    private static boolean canPriceTypicalMessage(CatalogVersion version) {
        try {
            return version.chat(null, null, null).requestedMicros() > 0;
        } catch (Unpriceable e) {
            return false;
        }
    }

    private static Set<String> chatRates(CatalogVersion version, Measure per) {
        Set<String> found = new HashSet<>();
        version.rates().stream()
                .filter(rate -> rate.service() == Service.CHAT && rate.per() == per)
                .forEach(rate -> found.add(rate.engine() + " " + rate.unitSize() + " " + rate.enabled()));
        return found;
    }

    private void checkPackages(List<CreditPackage> packages) {
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < packages.size(); i++) {
            CreditPackage sold = packages.get(i);
            String field = "packages[" + i + "]";
            require(NAME.matcher(sold.code()).matches(), field + ".code", "must be a name");
            require(codes.add(sold.code()), field + ".code", "must be there once");
            require(sold.creditsMicros() > 0, field + ".credits", "must be positive");
            require(sold.priceMicros() > 0, field + ".price", "must be positive");
        }
    }

    private void checkRates(List<Rate> rates) {
        Set<List<Object>> seen = new HashSet<>();
        for (int i = 0; i < rates.size(); i++) {
            Rate rate = rates.get(i);
            String field = "rates[" + i + "]";
            require(seen.add(List.of(rate.service(), rate.engine(), rate.per())), field, "must be there once");
            checkKind(field, rate.service(), rate.engine(), rate.per(), rate.unitSize());
            checkRate(field, rate);
        }
    }

    private void checkRate(String field, Rate rate) {
        boolean chat = rate.service() == Service.CHAT;
        require(rate.unit() == (chat ? Unit.CREDITS : Unit.USD), field + ".unit", "must be credits for CHAT, else USD");
        require(!chat || rate.billing() == Billing.PRO_RATA, field + ".billing", "must be PRO_RATA for CHAT");
        require(rate.priceMicros() >= 0, field + ".price", "must not be negative");
        require(isQuantity(rate.minimum(), chat ? 0 : 1), field + ".minimum", "must be positive and not too large");
        require(
                isQuantity(rate.maximum(), rate.minimum()),
                field + ".maximum",
                "must be the minimum to " + LARGEST_QUANTITY);
        require(
                rate.holdTimeoutSeconds() > 0 && rate.holdTimeoutSeconds() <= LONGEST_HOLD_SECONDS,
                field + ".holdTimeoutSeconds",
                "must be 1 to " + LONGEST_HOLD_SECONDS);
        require(canPriceMaximum(rate), field + ".price", "must be payable at the maximum");
    }

    private static boolean canPriceMaximum(Rate rate) {
        try {
            return rate.unitSize() < 1 || rate.price(rate.maximum()) >= 0;
        } catch (Unpriceable tooLarge) {
            return false;
        }
    }

    private void checkProviderRates(List<ProviderRate> rates) {
        Set<List<Object>> seen = new HashSet<>();
        for (int i = 0; i < rates.size(); i++) {
            ProviderRate rate = rates.get(i);
            String field = "providerRates[" + i + "]";
            checkKind(field, rate.service(), rate.engine(), rate.per(), rate.unitSize());
            require(
                    seen.add(List.of(rate.provider(), rate.service(), rate.engine(), rate.per(), rate.effectiveFrom())),
                    field,
                    "must be there once");
            require(rate.costNanos() >= 0, field + ".cost", "must not be negative");
            require(
                    rate.effectiveTo() == null || rate.effectiveTo().isAfter(rate.effectiveFrom()),
                    field + ".effectiveTo",
                    "must be after effectiveFrom");
            require(isSku(rate.sku()), field + ".sku", "must be a text of 1 to " + LONGEST_SKU + " characters");
        }
    }

    private void checkKind(String field, Service service, String engine, Measure per, long unitSize) {
        boolean named = NAME.matcher(engine).matches() && !engine.equals(CatalogVersion.AUTO_ENGINE);
        require(named, field + ".engine", "must be a name other than AUTO");
        require(service.counts(per), field + ".per", "must be what " + service + " counts");
        require(isQuantity(unitSize, 1), field + ".unitSize", "must be 1 to " + LARGEST_QUANTITY);
    }

    private static boolean isSku(String sku) {
        return sku == null
                || !sku.isBlank()
                        && sku.length() <= LONGEST_SKU
                        && sku.codePoints().noneMatch(Character::isISOControl);
    }

    private static boolean isQuantity(long quantity, long least) {
        return quantity >= least && quantity <= LARGEST_QUANTITY;
    }

    private void require(boolean holds, String field, String message) {
        if (!holds) {
            violations.add(new Violation(field, message));
        }
    }
}
