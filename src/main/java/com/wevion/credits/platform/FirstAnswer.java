package com.wevion.credits.platform;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Gives a retry with its key the first answer, although the request would be refused now: the caller has another role, the team another
 * plan, the catalogue another engine. A request that is not refused looks up its key anyway.
 */
public final class FirstAnswer {
    /**
     * The refusals that are decided before the key is looked up. Not 404: somebody outside a team must see nothing of it, not even an
     * earlier answer. Not the refusals of the ledger, which looks up the key first.
     */
    private static final Set<ProblemType> BEFORE_THE_KEY = EnumSet.of(
            ProblemType.FORBIDDEN, ProblemType.PLAN_REQUIRED, ProblemType.UNPRICEABLE, ProblemType.VALIDATION);

    private FirstAnswer() {}

    /**
     * The answer to a request with a key.
     *
     * @param now does what is asked, or finds that it was done
     * @param earlier finds the answer to the same request of the same caller with this key; refuses another request with it
     * @throws Refusal of {@code now}, where there is no first answer
     */
    public static <T> T of(Supplier<T> now, Supplier<Optional<T>> earlier) {
        try {
            return now.get();
        } catch (Refusal refusal) {
            if (!BEFORE_THE_KEY.contains(refusal.type())) {
                throw refusal;
            }
            return earlier.get().orElseThrow(() -> refusal);
        }
    }
}
