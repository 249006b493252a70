package com.wevion.credits.catalog.publication;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.CreditPackage;
import com.wevion.credits.catalog.PartialUnits;
import com.wevion.credits.catalog.Rate;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.ledger.book.Unit;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the prices that a version changes by a factor of ten or more, or from or to zero. */
final class LargeChanges {

    private static final BigInteger FACTOR = BigInteger.TEN;

    /** A price without rounding: so much for so many. */
    private record Ratio(BigInteger amount, BigInteger quantity) {
        static Ratio of(long amount, long quantity) {
            return new Ratio(BigInteger.valueOf(amount), BigInteger.valueOf(quantity));
        }

        boolean isFarFrom(Ratio other) {
            BigInteger mine = amount.multiply(other.quantity);
            BigInteger its = other.amount.multiply(quantity);
            return mine.signum() != its.signum()
                    || mine.signum() != 0
                            && mine.max(its).compareTo(mine.min(its).multiply(FACTOR)) >= 0;
        }
    }

    private final List<LargeChange> found = new ArrayList<>();
    private final CatalogVersion before;
    private final CatalogVersion after;

    private LargeChanges(CatalogVersion before, CatalogVersion after) {
        this.before = before;
        this.after = after;
    }

    /** The large changes between the version in force and the one that follows it, packages first. */
    static List<LargeChange> between(CatalogVersion before, CatalogVersion after) {
        LargeChanges changes = new LargeChanges(before, after);
        after.packages()
                .forEach(sold -> before.creditPackage(sold.code()).ifPresent(was -> changes.compare(was, sold)));
        after.rates().forEach(rate -> rateOf(before, rate).ifPresent(was -> changes.compare(rate.engine(), was, rate)));
        // A model that loses its own rate is charged by the default one from then on.
        before.rates().stream()
                .filter(was -> after.rates().stream().noneMatch(rate -> isSame(rate, was)))
                .forEach(was -> rateOf(after, was).ifPresent(rate -> changes.compare(was.engine(), was, rate)));
        return List.copyOf(changes.found);
    }

    /** The rate of a version for the same service, engine and measure as {@code like}; for the chat otherwise the default rate. */
    private static Optional<Rate> rateOf(CatalogVersion version, Rate like) {
        return version.rates().stream()
                .filter(rate -> isSame(rate, like))
                .findFirst()
                .or(() -> like.service() == Service.CHAT
                        ? version.rates().stream()
                                .filter(rate -> rate.service() == Service.CHAT
                                        && rate.per() == like.per()
                                        && rate.engine().equals(CatalogVersion.DEFAULT_ENGINE))
                                .findFirst()
                        : Optional.empty());
    }

    private static boolean isSame(Rate one, Rate other) {
        return one.service() == other.service()
                && one.per() == other.per()
                && one.engine().equals(other.engine());
    }

    private void compare(CreditPackage was, CreditPackage is) {
        boolean far = Ratio.of(was.priceNanos(), 1).isFarFrom(Ratio.of(is.priceNanos(), 1))
                || Ratio.of(was.priceNanos(), was.creditsMicros())
                        .isFarFrom(Ratio.of(is.priceNanos(), is.creditsMicros()));
        add(far, "package " + is.code(), shown(was), shown(is));
    }

    /** By the unit, and by the smallest request, which costs a whole unit where started ones are charged. */
    private void compare(String engine, Rate was, Rate is) {
        boolean far = Ratio.of(was.priceUnits(), was.unitSize()).isFarFrom(Ratio.of(is.priceUnits(), is.unitSize()))
                || ofOne(was).isFarFrom(ofOne(is));
        add(far, "rate " + is.service() + " " + engine + " " + is.per(), shown(was), shown(is));
    }

    private static Ratio ofOne(Rate rate) {
        return new Ratio(
                rate.billing().numerator(1, rate.priceUnits(), rate.unitSize()), BigInteger.valueOf(rate.unitSize()));
    }

    private void add(boolean far, String price, String from, String to) {
        if (far) {
            found.add(new LargeChange(price, from, to));
        }
    }

    private static String shown(CreditPackage sold) {
        return Unit.USD.format(sold.priceNanos()) + " USD for " + Unit.CREDITS.format(sold.creditsMicros())
                + " credits";
    }

    private static String shown(Rate rate) {
        return rate.unit().format(rate.priceUnits()) + " " + rate.unit().code() + " for "
                + (rate.billing() == PartialUnits.STARTED ? "each started " : "") + rate.unitSize();
    }
}
