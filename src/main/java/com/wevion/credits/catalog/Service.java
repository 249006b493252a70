package com.wevion.credits.catalog;

/** A kind of AI work that can be bought: the chat (S6) and the creative services (S7–S11). */
public enum Service {
    /** A message of the AI Chat; priced per token, by model (S6). */
    CHAT(Measure.INPUT_TOKEN, false),
    IMAGE(Measure.IMAGE, true),
    BACKGROUND_REMOVAL(Measure.IMAGE, true),
    /** Format adaptation, which is free (S7). */
    IMAGE_RESIZE(Measure.IMAGE, true),
    VIDEO(Measure.SECOND, false),
    AVATAR(Measure.SECOND, false),
    TTS(Measure.CHARACTER, false),
    VIDEO_COMPOSITING(Measure.SECOND, false);

    private final Measure measure;
    private final boolean quantityOptional;

    Service(Measure measure, boolean quantityOptional) {
        this.measure = measure;
        this.quantityOptional = quantityOptional;
    }

    /** The measure of a quantity of this service; for the chat, which counts two things, its input tokens. */
    public Measure measure() {
        return measure;
    }

    /** True if a request may leave out the quantity, which then is one: one image (S7). */
    public boolean quantityOptional() {
        return quantityOptional;
    }

    /** True if this is creative work, which is done by jobs; the chat is not. */
    public boolean isCreative() {
        return this != CHAT;
    }

    /** True if output beyond the requested quantity is charged: only auto-extended video (S8, D7). */
    public boolean chargesBeyondRequested() {
        return this == VIDEO;
    }

    /** True if a rate of this service may count in {@code measure}. */
    public boolean counts(Measure other) {
        return other == measure || this == CHAT && other == Measure.OUTPUT_TOKEN;
    }

    /** True if a provider's rate for this service may count in {@code other}: also any kind of tokens. */
    public boolean costs(Measure other) {
        return counts(other) || other.kind() != null;
    }
}
