/**
 * Work that gateways did without admission, as their logs tell it: no team was charged for it, but providers bill it, so that it is
 * compared with the invoices. It is in no balance and no margin.
 */
package com.wevion.credits.gateway;
