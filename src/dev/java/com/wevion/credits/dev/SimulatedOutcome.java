package com.wevion.credits.dev;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The way in which a simulated engine ends a job.
 *
 * @param failure null for success
 * @param delivered in the rate's natural unit: images, seconds, characters
 * @param silent true if it never answers
 */
record SimulatedOutcome(String failure, long delivered, long delayMillis, boolean silent) {
    private static SimulatedOutcome failed(String failure, long delayMillis) {
        return new SimulatedOutcome(failure, 0, delayMillis, false);
    }

    private static SimulatedOutcome succeeded(long delivered, long delayMillis) {
        return new SimulatedOutcome(null, delivered, delayMillis, false);
    }

    private static SimulatedOutcome unanswered(long delayMillis) {
        return new SimulatedOutcome(null, 0, delayMillis, true);
    }

    /** The shares of jobs, in percent, by the way they end; the rest succeeds in full. */
    record Shares(int contentSafety, int infrastructure, int timeout, int silent, int partial, long delayMillis) {
        static Shares of(Settings settings) {
            return new Shares(
                    settings.number("credits.engines.content.safety.percent"),
                    settings.number("credits.engines.infrastructure.percent"),
                    settings.number("credits.engines.timeout.percent"),
                    settings.number("credits.engines.silent.percent"),
                    settings.number("credits.engines.partial.percent"),
                    settings.number("credits.engines.delay.millis"));
        }

        /** By the job's {@code parameters.simulate} {@code {outcome, delivered, failure, delayMillis, silent}}, or by chance. */
        SimulatedOutcome outcomeOf(JsonNode job) {
            long quantity = job.path("quantity").asLong();
            JsonNode wish = job.path("parameters").path("simulate");
            return wish.isObject()
                    ? wished(wish, quantity)
                    : byChance(quantity, ThreadLocalRandom.current().nextInt(100));
        }

        private SimulatedOutcome wished(JsonNode wish, long quantity) {
            boolean failed = "FAILED".equals(wish.path("outcome").asText()) || wish.has("failure");
            String failure = failed ? wish.path("failure").asText("INFRASTRUCTURE") : null;
            return new SimulatedOutcome(
                    failure,
                    wish.path("delivered").asLong(failed ? 0 : quantity),
                    wish.path("delayMillis").asLong(delayMillis),
                    wish.path("silent").asBoolean());
        }

        private SimulatedOutcome byChance(long quantity, int percentile) {
            int bound = contentSafety;
            if (percentile < bound) {
                return SimulatedOutcome.failed("CONTENT_SAFETY", delayMillis);
            }
            bound += infrastructure;
            if (percentile < bound) {
                return SimulatedOutcome.failed("INFRASTRUCTURE", delayMillis);
            }
            bound += timeout;
            if (percentile < bound) {
                return SimulatedOutcome.failed("TIMEOUT", delayMillis);
            }
            bound += silent;
            if (percentile < bound) {
                return SimulatedOutcome.unanswered(delayMillis);
            }
            boolean part = percentile < bound + partial && quantity > 1;
            return SimulatedOutcome.succeeded(part ? quantity / 2 : quantity, delayMillis);
        }
    }
}
