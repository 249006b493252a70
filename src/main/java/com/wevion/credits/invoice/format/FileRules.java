package com.wevion.credits.invoice.format;

import com.wevion.credits.invoice.format.filter.RowFilter;
import java.time.Instant;

/**
 * The limits that a file has to keep.
 *
 * @param rowBytes the length of the longest row
 * @param columns the most columns
 * @param excerptCharacters the characters kept of a refused row
 * @param latestStart the latest start of a charge; later ones are refused
 * @param chargeDays the days that a charge for usage may last
 * @param costNanos the greatest amount of a charge, either way, in 1e-9 of its currency; a larger one is taken for a mistake
 * @param only the rows that count
 * @param elevenLabs the terms that files of ElevenLabs do not tell
 */
public record FileRules(
        int rowBytes,
        int columns,
        int excerptCharacters,
        Instant latestStart,
        int chargeDays,
        long costNanos,
        RowFilter only,
        ElevenLabsTerms elevenLabs) {}
