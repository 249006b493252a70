package com.wevion.credits.usage;

/**
 * A part of what was told about the provider that cannot be used and was left out (D22).
 *
 * @param field of the completion
 * @param told the beginning of it, without what nobody can print
 * @param problem what is wrong with it, as the rest of a sentence
 */
public record Unusable(String field, String told, String problem) {}
