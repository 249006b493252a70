package com.wevion.credits.reconciliation.rules;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The cost that the work of a time should have: what was told, and for other work the list prices of the SKUs that bill it.
 *
 * <p>Each SKU bills its part of the work. Work that was told to cost the list price of a SKU is in the part of that one. Other told work is
 * where it best explains what is billed otherwise than by the list. What is left is the work whose cost was not told.
 */
final class ExpectedCost {
    private static final MathContext EXACT = MathContext.DECIMAL128;

    /** The part of the work that a SKU bills. */
    private static final class Part {
        private final String sku;
        private final BigDecimal price;
        private BigDecimal quantity;
        private BigDecimal beyondList;

        /** @param billedNanos for the quantity */
        Part(String sku, BigDecimal price, BigDecimal quantity, BigDecimal billedNanos) {
            this.sku = sku;
            this.price = price;
            this.quantity = quantity;
            this.beyondList = billedNanos.subtract(quantity.multiply(price));
        }

        /** Takes what of a quantity there is, told to cost so much each; the answer is the rest of it. */
        BigDecimal take(BigDecimal wanted, BigDecimal told) {
            BigDecimal taken = wanted.min(quantity);
            quantity = quantity.subtract(taken);
            beyondList = beyondList.subtract(taken.multiply(told.subtract(price)));
            return wanted.subtract(taken);
        }

        /** The ways to take work that was told to cost so much: as far as it explains the bill, and beyond that. */
        Stream<Way> ways(BigDecimal told) {
            BigDecimal more = told.subtract(price);
            if (more.signum() == 0) {
                return Stream.of(new Way(this, quantity, BigDecimal.ZERO));
            }
            BigDecimal explaining =
                    beyondList.divide(more, EXACT).max(BigDecimal.ZERO).min(quantity);
            return Stream.of(
                    new Way(this, explaining, more.abs().negate()),
                    new Way(this, quantity.subtract(explaining), more.abs()));
        }
    }

    /** @param unexplained the amount by which one more of it in the part makes the bill of that harder to explain */
    private record Way(Part part, BigDecimal quantity, BigDecimal unexplained) {}

    private ExpectedCost() {}

    /** As nano units of the currency; what is recorded where all is billed at the usual price. */
    static long nanos(DoneWork work, List<SkuBill> bills) {
        Difference.Side estimated = work.estimated();
        if (estimated.quantity().signum() <= 0 || bills.stream().allMatch(bill -> bill.price() == null)) {
            return work.toldNanos() + estimated.nanos();
        }
        BigDecimal one = BigDecimal.valueOf(estimated.nanos()).divide(estimated.quantity(), EXACT);
        List<Part> parts = parts(work, bills, one);
        if (parts.isEmpty()) {
            return work.toldNanos() + estimated.nanos();
        }
        List<Difference.Side> unlisted = new ArrayList<>();
        work.told().forEach((sku, side) -> listed(parts, sku, side, unlisted));
        unlisted.forEach(side -> explain(parts, side));
        BigDecimal rest =
                parts.stream().map(part -> part.quantity.multiply(part.price)).reduce(BigDecimal.ZERO, BigDecimal::add);
        return work.toldNanos() + rest.setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    }

    /** All of the work, divided as it is billed; nothing if that cannot be told. */
    private static List<Part> parts(DoneWork work, List<SkuBill> bills, BigDecimal one) {
        List<BigDecimal> weights = weights(bills, one);
        BigDecimal all = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (all.signum() == 0) {
            return List.of();
        }
        BigDecimal scale = work.quantity().divide(all, EXACT);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < bills.size(); i++) {
            SkuBill bill = bills.get(i);
            parts.add(new Part(
                    bill.sku(),
                    bill.priceOfOne(one),
                    weights.get(i).multiply(scale, EXACT),
                    BigDecimal.valueOf(bill.billed().nanos()).multiply(scale, EXACT)));
        }
        return parts;
    }

    /** By quantities or, where one is not known, by what the amounts buy at list price. */
    private static List<BigDecimal> weights(List<SkuBill> bills, BigDecimal one) {
        boolean quantified = bills.stream().allMatch(bill -> bill.billed().quantity() != null);
        return bills.stream()
                .map(bill -> quantified
                        ? bill.billed().quantity()
                        : bought(bill.billed().nanos(), bill.priceOfOne(one)))
                .map(weight -> weight.max(BigDecimal.ZERO))
                .toList();
    }

    private static BigDecimal bought(long nanos, BigDecimal price) {
        return price.signum() == 0 ? BigDecimal.ZERO : BigDecimal.valueOf(nanos).divide(price, EXACT);
    }

    private static void listed(List<Part> parts, String sku, Difference.Side told, List<Difference.Side> unlisted) {
        if (told.quantity().signum() <= 0) {
            return;
        }
        BigDecimal one = BigDecimal.valueOf(told.nanos()).divide(told.quantity(), EXACT);
        BigDecimal left = told.quantity();
        for (Part part : parts) {
            if (part.sku.equals(sku)) {
                left = part.take(left, one);
            }
        }
        if (left.signum() > 0) {
            unlisted.add(new Difference.Side(
                    left, left.multiply(one).setScale(0, RoundingMode.HALF_EVEN).longValueExact()));
        }
    }

    /** The most explaining part first, and what explains nothing where it does the least harm. */
    private static void explain(List<Part> parts, Difference.Side told) {
        BigDecimal one = BigDecimal.valueOf(told.nanos()).divide(told.quantity(), EXACT);
        List<Way> ways = parts.stream()
                .flatMap(part -> part.ways(one))
                .sorted(Comparator.comparing(Way::unexplained))
                .toList();
        BigDecimal left = told.quantity();
        for (Way way : ways) {
            BigDecimal taken = left.min(way.quantity());
            way.part().take(taken, one);
            left = left.subtract(taken);
        }
    }
}
