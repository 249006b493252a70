package com.wevion.credits.balance;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.catalog.Billing;
import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.ledger.AccountKind;
import com.wevion.credits.ledger.EntryRecord;
import com.wevion.credits.platform.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * What an entry is in the terms of FOCUS 1.2, with money in USD; a micro of either account is a billionth of a dollar (D3).
 *
 * <ul>
 *   <li>PURCHASE of credits: category Purchase. Its price is billed, without tax, of which the ledger knows nothing; the effective
 *       cost is 0, as the usage that the credits pay has it.
 *   <li>USAGE paid by credits: category Usage, nothing billed, effective cost what the credits are worth. It is priced in the
 *       virtual currency: so many credits, each at 1 credit and $0.001, which is exact whatever was rounded or could not be
 *       charged.
 *   <li>Metered USAGE: category Usage, billed and effective cost what was charged, priced by the natural unit. Where a rounding or
 *       a limit makes unit price times quantity differ from it, it is priced as one unit, since FOCUS wants both to agree.
 *   <li>CLAWBACK and REINSTATEMENT: category Purchase, which FOCUS wants for refunds, negative and positive; of a purchase of an
 *       earlier month with the class Correction.
 *   <li>ADJUSTMENT of credits: category Credit without any cost, since credits that are given or taken cost nobody money; the custom
 *       columns say how many. ADJUSTMENT of what is metered: category Adjustment, which changes what is billed.
 *   <li>PAYMENT is no charge and has no row.
 * </ul>
 */
final class FocusCharge {
    /** The purchase that money went back of, or came again for. */
    record Origin(EntryRecord purchase) {}

    private static final int USD_DECIMALS = 9;
    private static final int CREDIT_DECIMALS = 6;
    private static final int CENT_DECIMALS = 2;
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
     * @param origin of a CLAWBACK or REINSTATEMENT; null for others
     */
    static FocusRow of(EntryRecord entry, Origin origin) {
        FocusCharge charge = new FocusCharge(entry);
        switch (entry.type()) {
            case PURCHASE -> charge.purchase();
            case USAGE -> charge.usage();
            case CLAWBACK, REINSTATEMENT -> charge.reversal(origin);
            case ADJUSTMENT -> charge.adjustment();
            case PAYMENT -> throw new IllegalArgumentException("A payment is no charge");
        }
        return charge.row;
    }

    private BigDecimal usd() {
        return BigDecimal.valueOf(entry.amountMicros(), USD_DECIMALS);
    }

    private void purchase() {
        BigDecimal price = price(entry);
        category("Purchase", "One-Time", "Purchase of " + credits() + " credits");
        service("AI Credits");
        packageSku(entry);
        row.number(price, "BilledCost").number(BigDecimal.ZERO, "EffectiveCost");
        priced(BigDecimal.ONE, "Packages", price);
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
        service(what);
        row.set("SkuMeter", unit).text("SkuId", service + "/" + entry.engine());
        row.text("SkuPriceId", service + "/" + entry.engine() + "/" + version(explanation));
        row.set("ConsumedQuantity", entry.quantity()).set("ConsumedUnit", unit);
        BigDecimal cost = usd().negate();
        row.number(cost, "EffectiveCost");
        if (entry.account() == AccountKind.CREDITS) {
            row.number(BigDecimal.ZERO, "BilledCost");
            BigDecimal credits = BigDecimal.valueOf(-entry.amountMicros(), CREDIT_DECIMALS);
            priced(credits, "Credits", USD_PER_CREDIT);
            row.set("PricingCurrency", "credits").number(credits, "PricingCurrencyEffectiveCost");
            row.number(BigDecimal.ONE, "PricingCurrencyListUnitPrice", "PricingCurrencyContractedUnitPrice");
        } else {
            row.number(cost, "BilledCost", "PricingCurrencyEffectiveCost").set("PricingCurrency", "USD");
            metered(cost, unit);
        }
    }

    private void metered(BigDecimal cost, String unit) {
        long size = explanation.path("unitSize").asLong(1);
        boolean started = explanation.path("billing").asText().equals(Billing.STARTED.name());
        BigDecimal quantity = BigDecimal.valueOf(entry.quantity())
                .divide(
                        BigDecimal.valueOf(size),
                        started ? 0 : USD_DECIMALS,
                        started ? RoundingMode.CEILING : RoundingMode.HALF_EVEN);
        BigDecimal unitPrice = new BigDecimal(explanation.path("unitPrice").asText("0"));
        if (quantity.multiply(unitPrice).compareTo(cost) == 0) {
            priced(quantity, size == 1 ? unit : size + " " + unit, unitPrice);
        } else {
            unitPrice = cost;
            priced(BigDecimal.ONE, "Units", cost);
        }
        row.number(unitPrice, "PricingCurrencyListUnitPrice", "PricingCurrencyContractedUnitPrice");
    }

    /** In cents, in which money goes back: the part of the price that the credits are of those that were bought. */
    private void reversal(Origin origin) {
        boolean back = entry.amountMicros() < 0;
        BigDecimal credits = new BigDecimal(explanation.path("credits").asText("0"));
        BigDecimal bought = BigDecimal.valueOf(origin.purchase().amountMicros(), CREDIT_DECIMALS);
        BigDecimal price =
                price(origin.purchase()).multiply(credits).divide(bought, CENT_DECIMALS, RoundingMode.HALF_UP);
        BigDecimal billed = back ? price.negate() : price;
        category(
                "Purchase",
                "One-Time",
                (back ? "Refund or dispute of " : "Reinstatement of ") + credits.toPlainString() + " credits");
        boolean earlier = FocusMonth.of(origin.purchase().at())
                .start()
                .isBefore(FocusMonth.of(entry.at()).start());
        row.set("ChargeClass", earlier ? "Correction" : null);
        service("AI Credits");
        packageSku(origin.purchase());
        row.number(billed, "BilledCost").number(BigDecimal.ZERO, "EffectiveCost");
        priced(back ? BigDecimal.ONE.negate() : BigDecimal.ONE, "Packages", price);
        row.set("PricingCurrency", "USD").number(BigDecimal.ZERO, "PricingCurrencyEffectiveCost");
        row.number(price, "PricingCurrencyListUnitPrice", "PricingCurrencyContractedUnitPrice");
    }

    private void adjustment() {
        boolean ofCredits = entry.account() == AccountKind.CREDITS;
        BigDecimal billed = ofCredits ? BigDecimal.ZERO : usd().negate();
        category(ofCredits ? "Credit" : "Adjustment", "One-Time", "Adjustment by an operator");
        service(ofCredits ? "AI Credits" : "Creative Hub");
        row.number(billed, "BilledCost", "EffectiveCost", "ListCost", "ContractedCost", "PricingCurrencyEffectiveCost");
        row.set("PricingCurrency", ofCredits ? "credits" : "USD");
    }

    private void category(String category, String frequency, String description) {
        row.set("ChargeCategory", category).set("ChargeFrequency", frequency).text("ChargeDescription", description);
    }

    private void service(String name) {
        row.set("ServiceCategory", "AI and Machine Learning")
                .set("ServiceSubcategory", "Generative AI")
                .set("ServiceName", name);
    }

    private void packageSku(EntryRecord purchase) {
        JsonNode bought = Json.stored(purchase.explanation(), JsonNode.class);
        String sku = "CREDITS/" + bought.path("package").asText("OTHER");
        row.text("SkuId", sku).set("SkuMeter", "Packages").text("SkuPriceId", sku + "/" + version(bought));
    }

    private static int version(JsonNode explanation) {
        return explanation.path("catalogVersion").asInt();
    }

    /** No price is negotiated, so the contracted one is the one of the list. */
    private void priced(BigDecimal quantity, String unit, BigDecimal unitPrice) {
        row.set("PricingCategory", "Standard").set("PricingUnit", unit).number(quantity, "PricingQuantity");
        row.number(unitPrice, "ListUnitPrice", "ContractedUnitPrice");
        row.number(quantity.multiply(unitPrice), "ListCost", "ContractedCost");
    }

    private String credits() {
        return entry.account().unit().format(entry.amountMicros());
    }

    /** Of a purchase whose explanation tells no price, what its credits are worth. */
    private static BigDecimal price(EntryRecord purchase) {
        String told = Json.stored(purchase.explanation(), JsonNode.class)
                .path("price")
                .asText(null);
        return told == null ? BigDecimal.valueOf(purchase.amountMicros(), USD_DECIMALS) : new BigDecimal(told);
    }
}
