package com.wevion.credits.invoice.fetch;

import java.time.Instant;
import java.util.List;

/**
 * The days of a window whose costs did not come from a provider that tells them by an API.
 *
 * @param problem the reason, for people
 * @param succeededAt the end of the last attempt that read all; null if there was none
 */
public record NotFetched(String provider, List<String> days, String problem, Instant succeededAt) {}
