/** Money in: what Stripe received and gave back, against the entries of the books, and the payouts. */
package com.wevion.credits.reconciliation.money;
