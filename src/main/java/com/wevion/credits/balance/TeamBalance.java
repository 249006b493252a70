package com.wevion.credits.balance;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.team.CreativeFunding;

/**
 * The parts of a team's balance at one moment; equal ones look the same under the same price list.
 *
 * @param lowBalanceThresholdMicros below it the balance is shown as low, in micro-credits (S13)
 */
record TeamBalance(
        AccountState credits, AccountState creative, long lowBalanceThresholdMicros, CreativeFunding creativeFunding) {

    /** As it is shown under this price list (D17). */
    BalanceView view(CatalogVersion prices) {
        return BalanceView.of(this, prices.approximateMessages(credits.availableUnits()));
    }
}
