package com.wevion.credits.reconciliation.ignored;

/** The part of a line by which it is left out. */
public enum IgnoredBy {
    SKU,
    ACCOUNT
}
