package com.wevion.credits.invoice.fetch;

import java.time.Instant;
import java.util.List;

/**
 * The state of fetching from one provider.
 *
 * @param fetching true while a server is at it
 * @param triedAt the end of the last attempt; null before the first one
 * @param succeededAt the end of the last one that read all; null if there is none
 * @param failures in a row since then
 * @param problem the reason why the last attempt failed; null if it did not
 * @param detail the same for people
 * @param lastDay the latest day whose costs are imported; null if there is none
 * @param missingDays days up to yesterday of which the provider has told nothing
 * @param refusedDays days whose costs came and were refused
 */
public record FetchView(
        String provider,
        String format,
        boolean fetching,
        Instant triedAt,
        Instant succeededAt,
        int failures,
        FetchProblem problem,
        String detail,
        Instant nextTryAt,
        String lastDay,
        List<String> missingDays,
        List<String> refusedDays) {}
