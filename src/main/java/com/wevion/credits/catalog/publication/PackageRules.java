package com.wevion.credits.catalog.publication;

import com.wevion.credits.catalog.CreditPackage;
import com.wevion.credits.catalog.PackageOffer;
import com.wevion.credits.ledger.book.Unit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules for a package, so that Stripe takes its price and the balance its credits (S2). */
final class PackageRules {
    /** Stripe takes no smaller amount in USD. */
    private static final long LEAST_PRICE_NANOS = Unit.USD.parse("0.5");
    /** Nor a larger one: eight digits of cents. */
    private static final long LARGEST_PRICE_NANOS = Unit.USD.parse("999999.99");

    private static final long CENT_NANOS = Unit.USD.parse("0.01");
    /** A thousandth of what a balance can hold, so that a purchase that is paid can be credited. */
    private static final long LARGEST_CREDITS_MICROS = Unit.LARGEST_UNITS / 1_000;

    private PackageRules() {}

    static void check(List<CreditPackage> packages, CatalogRules rules) {
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < packages.size(); i++) {
            CreditPackage sold = packages.get(i);
            String field = "packages[" + i + "]";
            rules.require(CatalogRules.isName(sold.code()), field + ".code", "must be a name");
            rules.require(codes.add(sold.code()), field + ".code", "must not be repeated");
            rules.require(sold.creditsMicros() > 0, field + ".credits", "must be positive");
            rules.require(
                    sold.creditsMicros() <= LARGEST_CREDITS_MICROS,
                    field + ".credits",
                    "must be at most " + Unit.CREDITS.format(LARGEST_CREDITS_MICROS));
            rules.require(
                    sold.priceNanos() >= LEAST_PRICE_NANOS && sold.priceNanos() <= LARGEST_PRICE_NANOS,
                    field + ".price",
                    "must be " + Unit.USD.format(LEAST_PRICE_NANOS) + " to " + Unit.USD.format(LARGEST_PRICE_NANOS)
                            + " USD, the amounts that Stripe accepts");
            rules.require(sold.priceNanos() % CENT_NANOS == 0, field + ".price", "must be whole cents");
            rules.require(
                    sold.creditsMicros() <= 0 || CatalogRules.fits(() -> PackageOffer.pricePerThousandNanos(sold)),
                    field + ".credits",
                    "must not be so few that the price of 1,000 is beyond what an amount can hold");
        }
    }
}
