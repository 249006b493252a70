package com.wevion.credits.invoice.fetch;

import java.time.Duration;
import java.time.LocalTime;

/**
 * The times and limits of fetching.
 *
 * @param time of day in UTC from which on yesterday is fetched
 * @param againDays the last days that are always fetched: what a provider says of them may change
 * @param missingDays the last days that are fetched if they are missing
 * @param pages that are read of one provider at most
 * @param pageDays that are asked for by page
 * @param pause after the first failure; it doubles each time
 * @param longestPause after any failure, unless the provider asks for a longer one, and between looks for missing days
 * @param lease after this time without a sign of life another server fetches
 */
record FetchRules(
        LocalTime time,
        int againDays,
        int missingDays,
        int pages,
        int pageDays,
        Duration pause,
        Duration longestPause,
        Duration lease) {
    private static final int MAX_DOUBLINGS = 20;

    /** The pause after this many failures in a row. */
    Duration pauseAfter(int failures) {
        Duration doubled = pause.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
    }
}
