package com.wevion.credits.stripe;

import com.wevion.credits.catalog.Unpriceable;
import com.wevion.credits.ledger.book.Unit;

/** Stripe counts in US cents. */
public final class Cents {
    /** Nano-dollars in a cent. */
    public static final long NANOS = 10_000_000;

    private Cents() {}

    /**
     * The cents of an amount in nano-dollars.
     *
     * @throws Unpriceable if it is no whole number of cents
     */
    public static long of(long nanos) {
        if (nanos % NANOS != 0) {
            throw new Unpriceable("A price of $%s is not a whole number of cents.".formatted(Unit.USD.format(nanos)));
        }
        return nanos / NANOS;
    }

    /** The amount in USD as the API writes it. */
    public static String format(long cents) {
        return Unit.USD.format(Math.multiplyExact(cents, NANOS));
    }
}
