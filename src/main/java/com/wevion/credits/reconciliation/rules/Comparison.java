package com.wevion.credits.reconciliation.rules;

/** An item of the classify step: what is to be compared, and named if it differs. */
public sealed interface Comparison permits Request, Group, InvoiceTax, ForeignInvoice {}
