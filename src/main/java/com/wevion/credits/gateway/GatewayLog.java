package com.wevion.credits.gateway;

import com.wevion.credits.catalog.CatalogVersion;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The logs that are read. */
enum GatewayLog {
    /** Spend logs of a LiteLLM proxy, as its API and its table have them. */
    LITELLM(LiteLlmLog.WANTED, LiteLlmLog::read),
    /** Rows with the columns of our handbook. */
    CSV(UsageCsv.WANTED, UsageCsv::read);

    /** The meaning of the rows of a log. */
    @FunctionalInterface
    interface Meaning {
        /**
         * The work that a row tells of; none if no provider did anything.
         *
         * @throws GatewayRowRefused if it cannot be told
         */
        List<GatewayUsage> of(GatewayRow row, Terms terms);
    }

    /**
     * The circumstances of an import.
     *
     * @param latest the latest time of work; later ones are mistakes
     * @param maxNanos the most that a row may cost
     */
    record Terms(Function<Instant, CatalogVersion> prices, Instant latest, long maxNanos) {}

    private final Set<String> wanted;
    private final Meaning meaning;

    GatewayLog(Set<String> wanted, Meaning meaning) {
        this.wanted = wanted;
        this.meaning = meaning;
    }

    /** The fields of a row that say anything. */
    Set<String> wanted() {
        return wanted;
    }

    List<GatewayUsage> read(GatewayRow row, Terms terms) {
        return meaning.of(row, terms);
    }
}
