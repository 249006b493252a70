package com.wevion.credits.invoice.format;

import java.time.Instant;

/**
 * What a file has to keep to.
 *
 * @param rowBytes of the longest row
 * @param columns at most
 * @param excerptCharacters of a refused row that are kept
 * @param latestStart of a charge; later ones are refused
 * @param chargeDays that a charge for usage lasts at most
 * @param costNanos of a charge at most, either way, in 1e-9 of its currency; what is more is taken for a mistake
 * @param elevenLabsCreditNanos what a credit of ElevenLabs costs, in nano-dollars
 */
public record FileRules(
        int rowBytes,
        int columns,
        int excerptCharacters,
        Instant latestStart,
        int chargeDays,
        long costNanos,
        long elevenLabsCreditNanos) {}
