package com.wevion.credits.reconciliation;

/**
 * A provider whose work failed in a run, and is not in its result.
 *
 * @param problem the reason of the last attempt
 */
public record ProviderFailure(String provider, String problem) {}
