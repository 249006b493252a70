package com.wevion.credits.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A part of an account's history: the entries after one number, up to another.
 *
 * @param after the number of the entry before the first, 0 for the beginning
 * @param upto the number of the last
 */
record Stretch(long accountId, long after, long upto) {

    long entries() {
        return upto - after;
    }

    /**
     * Goes through stretches in parts small enough for one statement.
     *
     * @param max entries at a time
     * @param work takes parts of different accounts, and returns the accounts that need no further work
     */
    static void walk(List<Stretch> whole, int max, Function<List<Stretch>, Set<Long>> work) {
        Set<Long> done = new HashSet<>();
        List<Stretch> part = new ArrayList<>();
        long room = max;
        for (Stretch each : whole) {
            long after = each.after;
            while (after < each.upto && !done.contains(each.accountId)) {
                long upto = each.upto - after <= room ? each.upto : after + room;
                part.add(new Stretch(each.accountId, after, upto));
                room -= upto - after;
                after = upto;
                if (room == 0) {
                    done.addAll(work.apply(List.copyOf(part)));
                    part.clear();
                    room = max;
                }
            }
        }
        if (!part.isEmpty()) {
            done.addAll(work.apply(List.copyOf(part)));
        }
    }

    /** The arrays for {@code unnest(?, ?, ?)}. */
    static Object[] columns(List<Stretch> stretches) {
        return new Object[] {
            stretches.stream().map(Stretch::accountId).toArray(Long[]::new),
            stretches.stream().map(Stretch::after).toArray(Long[]::new),
            stretches.stream().map(Stretch::upto).toArray(Long[]::new)
        };
    }
}
