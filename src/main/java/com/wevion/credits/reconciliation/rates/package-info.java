/** Currency rates: what a unit of another currency was worth in US dollars, by provider and month. */
package com.wevion.credits.reconciliation.rates;
