package com.wevion.credits.stripe;

import com.wevion.credits.ledger.operation.RowsRefused;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.database.DatabaseFailure;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes one step after the other until there is none to take: how the books follow what Stripe says. */
public final class StepByStep {
    /** Steps, and attempts when another one keeps coming in between. */
    private static final int MAX_ATTEMPTS = 10;

    private StepByStep() {}

    /**
     * Looks again after each step: whoever was told something older by Stripe, and is late with it, either finds another step in
     * between or puts it right himself.
     *
     * @param next reads which steps were taken, asks Stripe after that, and gives the writing of the next one: with a number that
     *     can be taken once
     * @throws Unavailable if it finds no end
     */
    public static void take(Supplier<Optional<Runnable>> next) {
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            Optional<Runnable> step = next.get();
            if (step.isEmpty()) {
                return;
            }
            write(step.get());
        }
        throw new Unavailable("The refunds of the payment keep changing.");
    }

    /** Unless another one came in between. */
    private static void write(Runnable step) {
        try {
            step.run();
        } catch (RowsRefused e) {
            if (!e.isDuplicate()) {
                throw e;
            }
        } catch (DatabaseFailure e) {
            if (!e.isDuplicate()) {
                throw e;
            }
        }
    }
}
