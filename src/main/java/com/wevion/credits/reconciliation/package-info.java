/**
 * Holds usage records against invoices. A run, here, is of some days and providers; the {@code job} carries it out, the
 * {@code rules} name the cause of each difference, {@code breaks} are what people work through, and the {@code report} says what it
 * came to.
 */
package com.wevion.credits.reconciliation;
