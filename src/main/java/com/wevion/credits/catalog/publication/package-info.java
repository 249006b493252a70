/**
 * The versions of the catalogue: how one is drafted, held against the rules, published, withdrawn, stored and shown.
 * {@link com.wevion.credits.catalog.publication.Catalog} knows the one that holds now.
 */
package com.wevion.credits.catalog.publication;
