/** Draft price lists: the SKUs of an import that the catalogue does not know, as provider rates for an operator to check and publish. */
package com.wevion.credits.reconciliation.proposal;
