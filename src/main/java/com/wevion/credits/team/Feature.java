package com.wevion.credits.team;

/** The parts of the host platform that use the service; a team may have access to either, both or none (S4). */
public enum Feature {
    AI_CHAT("AI Chat"),
    CREATIVE_HUB("Creative Hub");

    private final String title;

    Feature(String title) {
        this.title = title;
    }

    /** The name for people. */
    public String title() {
        return title;
    }
}
