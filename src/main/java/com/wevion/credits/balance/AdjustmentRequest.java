package com.wevion.credits.balance;

import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.platform.Invalid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A correction of a balance by an operator.
 *
 * @param amount signed decimal in the account's unit: {@code "5000"} adds, {@code "-12.5"} takes away
 * @param reason shown in the history
 */
record AdjustmentRequest(
        @NotNull AccountKind account,
        @NotNull String amount,

        @NotNull @Size(max = 500) @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
        String reason) {

    /**
     * The amount in units.
     *
     * @throws Invalid unless it is a decimal other than zero, fine and small enough
     */
    long amountUnits() {
        long units = account.unit().parse("amount", amount);
        if (units == 0) {
            throw new Invalid("amount", "must not be zero");
        }
        return units;
    }
}
