package com.wevion.credits.catalog;

/** The answer to a publication: the version, and whether it was there already. Public for the sake of the server's proxies. */
public record PublishedVersion(CatalogVersion version, boolean replayed) {}
