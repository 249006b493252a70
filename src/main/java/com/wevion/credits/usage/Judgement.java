package com.wevion.credits.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.json.Hearsay;
import com.wevion.credits.platform.time.Instants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Tells what can be used of what a worker tells from what cannot, which it notes; nothing is refused (D22). */
final class Judgement {
    /** Of a provider's name, between whose words anything blank may be; half a pair is no character at all. */
    private static final Pattern NO_NAME = Pattern.compile("[\\p{Cs}[\\p{Cc}&&[^\\s]]]");

    private static final Pattern NO_REQUEST = Pattern.compile("[\\p{Cs}\\p{Cc}]");
    private static final int LONGEST = 255;

    private final List<Unusable> unusable = new ArrayList<>();

    List<Unusable> unusable() {
        return List.copyOf(unusable);
    }

    /** The provider's name; null without one. */
    String provider(Hearsay said) {
        return name("provider", said, NO_NAME);
    }

    /** The provider's name for the work; null without one. */
    String requestId(Hearsay said) {
        return name("providerRequestId", said, NO_REQUEST);
    }

    private String name(String field, Hearsay said, Pattern forbidden) {
        String text = text(field, said);
        if (text == null) {
            return null;
        }
        String sound = forbidden.matcher(text).replaceAll("");
        if (sound.isBlank()) {
            return leftOut(field, said, "is empty");
        }
        if (!sound.equals(text)) {
            leftOut(field, said, "has characters that cannot be used");
        }
        return sound;
    }

    /** The provider's charge, a decimal in USD that is not negative; null without it. */
    String costUsd(Hearsay said) {
        String field = "providerCostUsd";
        String text = text(field, said);
        try {
            return text == null || Unit.USD.parse(text) >= 0 ? text : leftOut(field, said, "must not be negative");
        } catch (IllegalArgumentException notAnAmount) {
            return leftOut(field, said, notAnAmount.getMessage());
        }
    }

    /**
     * The tokens by kind, in the order of the measures.
     *
     * @param costUsd the usable charge for the whole; null without it
     */
    List<ToldKind> kinds(JsonNode said, String costUsd) {
        return new KindJudgement(unusable).kinds(said, costUsd == null ? null : Unit.USD.parse(costUsd));
    }

    /** The time at which it was done by the worker's clock; null without it. */
    Instant completedAt(Hearsay said) {
        String field = "completedAt";
        String text = text(field, said);
        if (text == null) {
            return null;
        }
        return Instants.find(text).orElseGet(() -> {
            leftOut(field, said, "must be a UTC instant such as 2026-01-31T12:00:00Z");
            return null;
        });
    }

    private String text(String field, Hearsay said) {
        if (said == null) {
            return null;
        }
        if (said.text() == null) {
            return leftOut(field, said, "must be a string");
        }
        return said.text().length() <= LONGEST
                ? said.text()
                : leftOut(field, said, "must have at most " + LONGEST + " characters");
    }

    private String leftOut(String field, Hearsay said, String problem) {
        unusable.add(new Unusable(field, said.excerpt(), problem));
        return null;
    }
}
