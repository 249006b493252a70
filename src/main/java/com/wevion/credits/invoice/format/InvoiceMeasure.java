package com.wevion.credits.invoice.format;

/**
 * The measure of a quantity, as far as the line says: values of the database's type {@code measure}. The catalogue knows more by the
 * SKU.
 */
public enum InvoiceMeasure {
    IMAGE,
    SECOND,
    CHARACTER,
    INPUT_TOKEN,
    OUTPUT_TOKEN,
    /** A token of a kind that the line does not say. */
    TOKEN
}
