package com.wevion.credits.reconciliation.proposal;

import java.util.List;
import java.util.UUID;

/**
 * The draft of a price list for what an import bills and the catalogue does not know.
 *
 * @param unknown the number of unknown SKUs
 * @param providerRates those that cost most, the dearest first
 */
public record PriceListDraft(
        UUID importId, String provider, int catalogVersion, long unknown, List<ProposedRate> providerRates) {}
