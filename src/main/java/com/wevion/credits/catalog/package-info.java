/**
 * The prices: packages, rates and provider rates, versioned and append-only (D11), and the pure arithmetic that turns a request into a
 * price (S6–S11, D3). A price is pinned when work is admitted (D9) as {@link com.wevion.credits.catalog.ChatTerms} or
 * {@link com.wevion.credits.catalog.JobTerms}, so that a later version never touches it.
 */
package com.wevion.credits.catalog;
