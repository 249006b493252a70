package com.wevion.credits.balance;

import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.team.CreativeFunding;
import java.util.UUID;

/** A team's balance (S3, S13, D1); balance, held and available are always apart (D4). */
record BalanceView(UUID teamId, Credits credits, Creative creative) {
    enum Status {
        OK,
        /** Fewer credits are available than the team's threshold (S13). */
        LOW,
        /** None is available: no message is admitted. */
        EMPTY
    }

    /**
     * The prepaid account, in credits.
     *
     * @param frozen the credits that open disputes keep from being spent (D15)
     * @param debt the debt that the next purchase pays first (D15)
     * @param approximateMessages the number of typical messages that the available credits pay for (D17)
     */
    record Credits(
            String balance,
            String held,
            String frozen,
            String available,
            String debt,
            String unit,
            Status status,
            String lowBalanceThreshold,
            long approximateMessages) {}

    /**
     * The postpaid account, in USD.
     *
     * @param accrued usage that is not paid yet
     * @param available room that is left under the spending limit
     */
    record Creative(
            CreativeFunding funding,
            String spendingLimit,
            String accrued,
            String held,
            String available,
            String unit) {}

    static BalanceView of(TeamBalance team, long approximateMessages) {
        return new BalanceView(
                team.credits().teamId(),
                credits(team.credits(), team.lowBalanceThresholdMicros(), approximateMessages),
                creative(team.creative(), team.creativeFunding()));
    }

    static Credits credits(AccountState account, long thresholdMicros, long approximateMessages) {
        var unit = account.kind().unit();
        return new Credits(
                unit.format(account.balanceUnits()),
                unit.format(account.heldUnits()),
                unit.format(account.frozenUnits()),
                unit.format(account.availableUnits()),
                unit.format(account.debtUnits()),
                unit.code(),
                status(account.availableUnits(), thresholdMicros),
                unit.format(thresholdMicros),
                approximateMessages);
    }

    static Creative creative(AccountState account, CreativeFunding funding) {
        var unit = account.kind().unit();
        return new Creative(
                funding,
                unit.format(account.limitUnits()),
                unit.format(-account.balanceUnits()),
                unit.format(account.heldUnits()),
                unit.format(account.availableUnits()),
                unit.code());
    }

    static Status status(long availableMicros, long thresholdMicros) {
        if (availableMicros == 0) {
            return Status.EMPTY;
        }
        return availableMicros < thresholdMicros ? Status.LOW : Status.OK;
    }
}
