package com.wevion.credits.invoice;

import java.time.Duration;

/**
 * How much an import may take.
 *
 * @param fileBytes of a file as it comes
 * @param unpackedBytes of a file that came packed
 * @param rowBytes of the longest row
 * @param columns of a row
 * @param refusals that are kept of a file
 * @param excerptCharacters that are kept of a refused row
 * @param scopes pairs of account and invoice in a file
 * @param pieceRows that are written in one transaction
 * @param chargeDays that a charge for usage lasts at most
 * @param costNanos of a row, in 1e-9 of its currency
 * @param lease after this time without a sign of life an import has ended
 */
record ImportLimits(
        long fileBytes,
        long unpackedBytes,
        int rowBytes,
        int columns,
        int refusals,
        int excerptCharacters,
        int scopes,
        int pieceRows,
        int chargeDays,
        long costNanos,
        Duration lease) {}
