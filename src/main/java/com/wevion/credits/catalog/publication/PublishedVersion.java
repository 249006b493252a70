package com.wevion.credits.catalog.publication;

import com.wevion.credits.catalog.CatalogVersion;
import java.util.List;

/**
 * The answer to a publication. Public because the server's proxies need it.
 *
 * @param largeChanges the price changes so large that they had to be confirmed
 * @param replayed true if the version was there already
 */
public record PublishedVersion(CatalogVersion version, List<LargeChange> largeChanges, boolean replayed) {}
