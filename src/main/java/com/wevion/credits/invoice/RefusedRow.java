package com.wevion.credits.invoice;

/**
 * A row that was not imported.
 *
 * @param line of the file where it begins; of JSON, the number of the item from 1
 * @param excerpt its beginning
 */
public record RefusedRow(long line, String reason, String excerpt) {}
