package com.wevion.credits.benchmark;

/** One question that the benchmark answers. */
interface Figure {
    String name();

    /** Measures it in all its variants and adds what came out. */
    void measure(Stage stage, Results results) throws Exception;
}
