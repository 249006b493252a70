package com.wevion.credits.invoice.format;

/** The measure of a quantity; the values of the database's type {@code measure}. */
public enum InvoiceMeasure {
    IMAGE,
    SECOND,
    CHARACTER,
    INPUT_TOKEN,
    OUTPUT_TOKEN
}
