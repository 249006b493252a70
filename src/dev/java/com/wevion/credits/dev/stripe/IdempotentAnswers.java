package com.wevion.credits.dev.stripe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The first answer to each idempotency key. A key belongs to one path and one set of parameters; while its first request
 * runs, others are refused. Only answers to work that was begun are kept.
 */
final class IdempotentAnswers {
    private static final int MOST = 20_000;

    private record Kept(String fingerprint, StripeAnswer answer) {
        boolean isRunning() {
            return answer == null;
        }
    }

    private final Map<String, Kept> kept = new LinkedHashMap<>();

    /** The kept answer, or that of the work. */
    StripeAnswer once(String key, String fingerprint, Supplier<StripeAnswer> work) {
        if (key == null) {
            return work.get();
        }
        Kept before = begin(key, fingerprint);
        if (before != null) {
            return before.answer.again();
        }
        StripeAnswer answer = null;
        try {
            answer = work.get();
            return answer;
        } finally {
            end(key, fingerprint, answer);
        }
    }

    private synchronized Kept begin(String key, String fingerprint) {
        if (key.isEmpty() || key.length() > 255) {
            throw StripeFailure.invalid("Idempotency keys have 1 to 255 characters.");
        }
        Kept before = kept.get(key);
        if (before == null) {
            kept.put(key, new Kept(fingerprint, null));
        } else if (before.isRunning()) {
            throw StripeFailure.keyInUse();
        } else if (!before.fingerprint.equals(fingerprint)) {
            throw StripeFailure.keyReused(key);
        }
        return before;
    }

    private synchronized void end(String key, String fingerprint, StripeAnswer answer) {
        if (answer == null || !answer.isKept()) {
            kept.remove(key);
            return;
        }
        kept.put(key, new Kept(fingerprint, answer));
        if (kept.size() > MOST) {
            kept.remove(kept.keySet().iterator().next());
        }
    }
}
