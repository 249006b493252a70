package com.wevion.credits.invoice;

import com.wevion.credits.invoice.format.parquet.ParquetLibrary;
import java.time.Duration;

/**
 * The limits of an import.
 *
 * @param fileBytes the size of a file as it comes
 * @param unpackedBytes the unpacked size of a packed file
 * @param entries the files in a zip
 * @param parquet the library that reads Parquet, with the limit of its row groups
 * @param rowBytes the length of a row
 * @param columns the columns of a row
 * @param refusals the refused rows kept of a file
 * @param excerptCharacters the characters kept of a refused row
 * @param scopes the pairs of account and invoice in a file
 * @param pieceRows the rows written in one transaction
 * @param chargeDays the days that a charge for usage may last
 * @param costNanos the cost of a row, in 1e-9 of its currency
 * @param lease after this time without a sign of life an import has ended
 */
record ImportLimits(
        long fileBytes,
        long unpackedBytes,
        int entries,
        ParquetLibrary parquet,
        int rowBytes,
        int columns,
        int refusals,
        int excerptCharacters,
        int scopes,
        int pieceRows,
        int chargeDays,
        long costNanos,
        Duration lease) {}
