package com.wevion.credits.usage;

/**
 * A part of the data about the provider that cannot be used and was left out (D22).
 *
 * @param field of the completion
 * @param told its beginning, without characters that cannot be printed
 * @param problem the problem, as the rest of a sentence
 */
public record Unusable(String field, String told, String problem) {}
