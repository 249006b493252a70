package com.wevion.credits.balance;

import com.wevion.credits.ledger.UsageSum;
import com.wevion.credits.ledger.book.AccountKind;
import java.util.List;

/** Usage of a team summed up for charts. */
record UsageView(String groupBy, List<Item> items) {
    /**
     * One sum.
     *
     * @param key the day (UTC), user id, service or engine
     * @param displayName of the user, when grouped by user
     * @param amount charged, not negative, in {@code unit}
     * @param count pieces of work
     */
    record Item(
            String key,
            String displayName,
            AccountKind account,
            String amount,
            String unit,
            long quantity,
            long count) {
        static Item of(UsageSum sum, String displayName) {
            var unit = sum.account().unit();
            return new Item(
                    sum.key(),
                    displayName,
                    sum.account(),
                    unit.format(sum.chargedUnits()),
                    unit.code(),
                    sum.quantity(),
                    sum.count());
        }
    }
}
