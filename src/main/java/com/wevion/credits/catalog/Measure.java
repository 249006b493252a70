package com.wevion.credits.catalog;

/** The natural unit that a rate counts. */
public enum Measure {
    IMAGE,
    SECOND,
    CHARACTER,
    INPUT_TOKEN,
    OUTPUT_TOKEN
}
