package com.wevion.credits.reconciliation.rates;

import java.time.LocalDate;

/**
 * The outcome of an import of the European Central Bank's rates.
 *
 * @param firstMonth the first month that was taken over, as in {@code 2026-08}
 * @param lastMonth the last one
 * @param lastDay the last day of the file: the average of its month goes up to there
 * @param entered the rates that are new or another than before
 * @param unchanged the others
 */
public record EcbAnswer(String firstMonth, String lastMonth, LocalDate lastDay, int entered, int unchanged) {}
