package com.wevion.credits.purchase;

import com.wevion.credits.stripe.MoneyBack;
import java.util.ArrayList;
import java.util.List;

/**
 * Every order of what may happen to a payment, up to a length. Orders that begin alike share their beginning, so that each is one
 * event more than one that was there before. What cannot happen at its place changes nothing and is told all the same.
 *
 * @param <B> the books that follow what is told; a value that never changes
 */
public final class Orders<B> {
    /** Follows an event and holds the books against the bank. */
    @FunctionalInterface
    public interface Books<B> {
        /** The books after it. */
        B follow(B before, Bank bank, MoneyBack.Source told);
    }

    private final Books<B> follower;
    private int count;
    private int possible;

    private Orders(Books<B> follower) {
        this.follower = follower;
    }

    /** Goes through all. */
    public static <B> Orders<B> of(int length, Bank bank, B books, Books<B> follower) {
        Orders<B> orders = new Orders<>(follower);
        orders.go(length, bank, books, true, List.of());
        return orders;
    }

    /** The number of orders. */
    public int count() {
        return count;
    }

    /** The number of orders that can happen as they are, each event at its place. */
    public int possible() {
        return possible;
    }

    private void go(int left, Bank bank, B books, boolean happens, List<Happening> before) {
        if (left == 0) {
            return;
        }
        for (Happening what : Happening.values()) {
            List<Happening> order = new ArrayList<>(before);
            order.add(what);
            boolean now = bank.after(what).isPresent();
            Bank next = bank.after(what).orElse(bank);
            count++;
            possible += happens && now ? 1 : 0;
            go(left - 1, next, follow(books, next, order), happens && now, order);
        }
    }

    /** Told of any of what there is, in turn, as events are late and told twice. */
    private B follow(B books, Bank bank, List<Happening> order) {
        try {
            List<MoneyBack.Source> sources = bank.sources();
            B followed = follower.follow(books, bank, sources.get(order.size() % sources.size()));
            for (MoneyBack.Source again : sources) {
                B same = follower.follow(followed, bank, again);
                if (!same.equals(followed)) {
                    throw new AssertionError("Told once more of " + again.id() + " they change to " + same);
                }
            }
            return followed;
        } catch (AssertionError e) {
            throw new AssertionError(order + " of " + bank + ": " + e.getMessage(), e);
        }
    }
}
