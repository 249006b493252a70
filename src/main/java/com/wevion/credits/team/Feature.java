package com.wevion.credits.team;

import java.util.EnumSet;
import java.util.Set;

/** The parts of the host platform that use the service; a team may have access to either, both or none (S4). */
public enum Feature {
    AI_CHAT("AI Chat"),
    CREATIVE_HUB("Creative Hub");

    private final String title;

    Feature(String title) {
        this.title = title;
    }

    /** Those a team has access to. */
    public static Set<Feature> of(boolean aiChat, boolean creativeHub) {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        if (aiChat) {
            features.add(AI_CHAT);
        }
        if (creativeHub) {
            features.add(CREATIVE_HUB);
        }
        return features;
    }

    /** The name for people. */
    public String title() {
        return title;
    }
}
