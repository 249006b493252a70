package com.wevion.credits.balance.focus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.PartialUnits;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.EntryRecord;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;

/**
 * The FOCUS columns of an entry, with money in USD; a micro of either account is a billionth of a dollar (D3).
 *
 * <ul>
 *   <li>PURCHASE of credits: category Purchase. Its price is billed, without tax, which the ledger does not know; the effective cost is 0,
 *       since it is reported with the usage that the credits pay.
 *   <li>USAGE paid by credits: category Usage, nothing billed, the effective cost is the value of the credits. It is priced in the virtual
 *       currency: so many credits, each at 1 credit and $0.001, which is exact whatever was rounded or could not be charged.
 *   <li>Metered USAGE: category Usage, the billed and the effective cost are the charge, priced by the natural unit. If a rounding or a
 *       limit makes unit price times quantity differ from it, it is priced as one unit, since FOCUS wants both to agree.
 *   <li>Money that goes back, or comes again, of a purchase: category Purchase, which FOCUS wants for refunds, negative and positive; of a
 *       purchase of an earlier month with the class Correction. The whole money is billed, even if its credits are spent and a debt
 *       remains, so that the billed costs add up to the payments less the money that went back. That is why such a row may have no entry.
 *   <li>ADJUSTMENT of credits: category Credit without any cost, since credits that are given or taken cost nobody money; the custom
 *       columns have their number. ADJUSTMENT of metered usage: category Adjustment, which changes the billed cost.
 *   <li>Entries that are no charge have a row without any cost, of the category Adjustment, so that the balance is right: a PAYMENT of a
 *       bill, whose usage was billed by its own rows; a CLAWBACK that pays a debt at a purchase or another CLAWBACK, whose money went back
 *       by the row of the refund that made the debt; and any other return that belongs to no purchase.
 * </ul>
 */
final class FocusCharge {
    private static final int USD_DECIMALS = 9;
    private static final int CREDIT_DECIMALS = 6;
    private static final BigDecimal USD_PER_CREDIT = new BigDecimal("0.001");
    private static final Map<Measure, String> UNITS = Map.of(
            Measure.IMAGE, "Images",
            Measure.SECOND, "Seconds",
            Measure.CHARACTER, "Characters",
            Measure.INPUT_TOKEN, "Tokens",
            Measure.OUTPUT_TOKEN, "Tokens");

    private final EntryRecord entry;
    private final JsonNode explanation;
    private final FocusRow row = new FocusRow();

    private FocusCharge(EntryRecord entry) {
        this.entry = entry;
        this.explanation = Json.stored(entry.explanation(), JsonNode.class);
    }

    /**
     * The columns that say what was charged.
     *
     * @param returned the money returned or reinstated with a CLAWBACK or REINSTATEMENT; null if there is none
     */
    static FocusRow of(EntryRecord entry, FocusReturn returned) {
        if (returned != null) {
            return of(returned, entry.at());
        }
        FocusCharge charge = new FocusCharge(entry);
        switch (entry.type()) {
            case PURCHASE -> charge.purchase();
            case USAGE -> charge.usage();
            case ADJUSTMENT -> charge.adjustment();
            case CLAWBACK, REINSTATEMENT, PAYMENT -> charge.noCharge();
        }
        return charge.row;
    }

    private BigDecimal usd() {
        return BigDecimal.valueOf(entry.amountUnits(), USD_DECIMALS);
    }

    private void purchase() {
        BigDecimal price = price();
        category("Purchase", "One-Time", "Purchase of " + credits() + " credits");
        service(row, "AI Credits");
        packageSku(row, explanation.path("package").asText("OTHER"), version(explanation));
        row.number(price, "BilledCost").number(BigDecimal.ZERO, "EffectiveCost");
        priced(row, BigDecimal.ONE, "Packages", price);
        row.set("PricingCurrency", "USD").number(BigDecimal.ZERO, "PricingCurrencyEffectiveCost");
        row.number(price, "PricingCurrencyListUnitPrice", "PricingCurrencyContractedUnitPrice");
    }

    private void usage() {
        Service service = Service.valueOf(entry.service());
        String unit = UNITS.get(service.measure());
        String what = service.isCreative() ? "Creative Hub" : "AI Chat";
        category(
                "Usage",
                "Usage-Based",
                what + " " + service + ", " + entry.engine() + ": " + entry.quantity() + " " + unit);
        service(row, what);
        row.set("SkuMeter", unit).text("SkuId", service + "/" + entry.engine());
        row.text("SkuPriceId", service + "/" + entry.engine() + "/" + version(explanation));
        row.set("SkuPriceDetails", details("x_Service", service.name(), "x_Engine", entry.engine()));
        row.number(BigDecimal.valueOf(entry.quantity()), "ConsumedQuantity").set("ConsumedUnit", unit);
        BigDecimal cost = usd().negate();
        row.number(cost, "EffectiveCost");
        if (entry.account() == AccountKind.CREDITS) {
            row.number(BigDecimal.ZERO, "BilledCost");
            BigDecimal credits = BigDecimal.valueOf(-entry.amountUnits(), CREDIT_DECIMALS);
            priced(row, credits, "Credits", USD_PER_CREDIT);
            row.set("PricingCurrency", "credits").number(credits, "PricingCurrencyEffectiveCost");
            row.number(BigDecimal.ONE, "PricingCurrencyListUnitPrice", "PricingCurrencyContractedUnitPrice");
        } else {
            row.number(cost, "BilledCost", "PricingCurrencyEffectiveCost").set("PricingCurrency", "USD");
            metered(cost, unit);
        }
    }

    private void metered(BigDecimal cost, String unit) {
        long size = explanation.path("unitSize").asLong(1);
        boolean started = explanation.path("billing").asText().equals(PartialUnits.STARTED.name());
        BigDecimal quantity = BigDecimal.valueOf(entry.quantity())
                .divide(
                        BigDecimal.valueOf(size),
                        started ? 0 : USD_DECIMALS,
                        started ? RoundingMode.CEILING : RoundingMode.HALF_EVEN);
        BigDecimal unitPrice = new BigDecimal(explanation.path("unitPrice").asText("0"));
        if (quantity.multiply(unitPrice).compareTo(cost) == 0) {
            priced(row, quantity, size == 1 ? unit : size + " " + unit, unitPrice);
        } else {
            unitPrice = cost;
            priced(row, BigDecimal.ONE, "Units", cost);
        }
        row.number(unitPrice, "PricingCurrencyListUnitPrice", "PricingCurrencyContractedUnitPrice");
    }

    /**
     * The columns for returned or reinstated money.
     *
     * @param at the time of its entry, if there is one
     */
    static FocusRow of(FocusReturn returned, Instant at) {
        FocusRow row = new FocusRow();
        BigDecimal billed = returned.billed();
        category(
                row,
                "Purchase",
                "One-Time",
                (returned.back() ? "Refund or dispute of " : "Reinstatement of ")
                        + Unit.CREDITS.format(returned.micros()) + " credits");
        boolean earlier = FocusMonth.of(returned.boughtAt())
                .start()
                .isBefore(FocusMonth.of(at).start());
        row.set("ChargeClass", earlier ? "Correction" : null);
        service(row, "AI Credits");
        packageSku(row, returned.packageCode(), returned.catalogVersion());
        row.number(billed, "BilledCost").number(BigDecimal.ZERO, "EffectiveCost");
        priced(row, billed.signum() < 0 ? BigDecimal.ONE.negate() : BigDecimal.ONE, "Packages", billed.abs());
        row.set("PricingCurrency", "USD").number(BigDecimal.ZERO, "PricingCurrencyEffectiveCost");
        row.number(billed.abs(), "PricingCurrencyListUnitPrice", "PricingCurrencyContractedUnitPrice");
        return row;
    }

    private void noCharge() {
        boolean ofCredits = entry.account() == AccountKind.CREDITS;
        String what = switch (entry.type()) {
            case CLAWBACK -> ofCredits ? "Debt paid by credits" : "Returned payment";
            case REINSTATEMENT -> ofCredits ? "Reinstated credits" : "Reinstated payment";
            default -> entry.amountUnits() < 0 ? "Returned payment of a bill" : "Payment of a bill";
        };
        category("Adjustment", "One-Time", what);
        withoutPrice(ofCredits, BigDecimal.ZERO);
    }

    private void adjustment() {
        boolean ofCredits = entry.account() == AccountKind.CREDITS;
        category(ofCredits ? "Credit" : "Adjustment", "One-Time", "Adjustment by an operator");
        withoutPrice(ofCredits, ofCredits ? BigDecimal.ZERO : usd().negate());
    }

    private void withoutPrice(boolean ofCredits, BigDecimal billed) {
        service(row, ofCredits ? "AI Credits" : "Creative Hub");
        row.number(billed, "BilledCost", "EffectiveCost", "ListCost", "ContractedCost", "PricingCurrencyEffectiveCost");
        row.set("PricingCurrency", ofCredits ? "credits" : "USD");
    }

    private void category(String category, String frequency, String description) {
        category(row, category, frequency, description);
    }

    private static void category(FocusRow row, String category, String frequency, String description) {
        row.set("ChargeCategory", category).set("ChargeFrequency", frequency).text("ChargeDescription", description);
    }

    private static void service(FocusRow row, String name) {
        row.set("ServiceCategory", "AI and Machine Learning")
                .set("ServiceSubcategory", "Generative AI")
                .set("ServiceName", name);
    }

    private static void packageSku(FocusRow row, String packageCode, int catalogVersion) {
        String sku = "CREDITS/" + packageCode;
        row.text("SkuId", sku).set("SkuMeter", "Packages").text("SkuPriceId", sku + "/" + catalogVersion);
        row.set("SkuPriceDetails", details("x_Package", packageCode));
    }

    /** FOCUS' key-value format: a JSON object, whose keys in their order the arguments name before each value. */
    private static String details(String... keysAndValues) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            details.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return Json.write(details);
    }

    private static int version(JsonNode explanation) {
        return explanation.path("catalogVersion").asInt();
    }

    /** No price is negotiated, so the contracted one is the one of the list. */
    private static void priced(FocusRow row, BigDecimal quantity, String unit, BigDecimal unitPrice) {
        row.set("PricingCategory", "Standard").set("PricingUnit", unit).number(quantity, "PricingQuantity");
        row.number(unitPrice, "ListUnitPrice", "ContractedUnitPrice");
        row.number(quantity.multiply(unitPrice), "ListCost", "ContractedCost");
    }

    private String credits() {
        return entry.account().unit().format(entry.amountUnits());
    }

    /** Of a purchase whose explanation tells no price, what its credits are worth. */
    private BigDecimal price() {
        String told = explanation.path("price").asText(null);
        return told == null ? BigDecimal.valueOf(entry.amountUnits(), USD_DECIMALS) : new BigDecimal(told);
    }
}
