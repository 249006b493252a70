package com.wevion.credits.catalog;

/** The natural unit that a rate counts. Work is sold by the first five; providers also bill by the kind of a token. */
public enum Measure {
    IMAGE(null, null),
    SECOND(null, null),
    CHARACTER(null, null),
    /** A token of the input; of work that is told by kind, one that no other kind has. */
    INPUT_TOKEN("input", null),
    /** A token of the output; of work that is told by kind, one that no other kind has. */
    OUTPUT_TOKEN("output", null),
    CACHE_READ_TOKEN("cacheRead", INPUT_TOKEN),
    CACHE_WRITE_5M_TOKEN("cacheWrite5m", INPUT_TOKEN),
    CACHE_WRITE_1H_TOKEN("cacheWrite1h", INPUT_TOKEN),
    REASONING_TOKEN("reasoning", OUTPUT_TOKEN),
    AUDIO_INPUT_TOKEN("audioInput", INPUT_TOKEN),
    AUDIO_OUTPUT_TOKEN("audioOutput", OUTPUT_TOKEN),
    IMAGE_INPUT_TOKEN("imageInput", INPUT_TOKEN),
    IMAGE_OUTPUT_TOKEN("imageOutput", OUTPUT_TOKEN),
    /** A use of a tool, such as a search, that the provider bills beside the tokens. */
    TOOL_CALL("toolCalls", null);

    private final String kind;
    private final Measure side;

    Measure(String kind, Measure side) {
        this.kind = kind;
        this.side = side;
    }

    /** The name of this kind of tokens in completions; null if it is none. */
    public String kind() {
        return kind;
    }

    /** The measure by which a chat message is sold that such a token is a part of; this one if it is no part of another. */
    public Measure side() {
        return side == null ? this : side;
    }
}
