package com.wevion.credits.catalog.publication;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * The answer to a publication: the version as everybody is shown it.
 *
 * @param largeChanges the prices that were confirmed, since they change by a factor of ten or more, or from or to zero
 */
record PublishedView(@JsonUnwrapped CatalogView version, List<LargeChange> largeChanges) {
    static PublishedView of(PublishedVersion published) {
        return new PublishedView(CatalogView.of(published.version()), published.largeChanges());
    }
}
