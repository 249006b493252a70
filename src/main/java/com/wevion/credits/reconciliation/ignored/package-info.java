/** Charges that operators leave out of the comparison: SKUs and accounts that are none of our work, each with a reason. */
package com.wevion.credits.reconciliation.ignored;
