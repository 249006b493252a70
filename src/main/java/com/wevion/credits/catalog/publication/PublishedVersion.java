package com.wevion.credits.catalog.publication;

import com.wevion.credits.catalog.CatalogVersion;
import java.util.List;

/**
 * The answer to a publication. Public for the sake of the server's proxies.
 *
 * @param largeChanges the prices that it changes so much that it had to be confirmed
 * @param replayed whether the version was there already
 */
public record PublishedVersion(CatalogVersion version, List<LargeChange> largeChanges, boolean replayed) {}
