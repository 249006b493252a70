/**
 * The costs that providers tell by an API, fetched each night and imported day by day: each day is a document of its own, and one that
 * has changed takes the place of what was fetched before. Nothing of a window counts before all its pages are read.
 */
package com.wevion.credits.invoice.fetch;
