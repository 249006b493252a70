package com.wevion.credits.catalog.publication;

import com.wevion.credits.platform.ProblemType;
import com.wevion.credits.platform.Refusal;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** 409: the version changes prices so much that a person has to confirm it; nothing is published. */
public final class Unconfirmed extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    /** The sentence names so many; the member names all. */
    private static final int MAX_PER_SENTENCE = 10;

    private final ArrayList<LargeChange> changes;

    Unconfirmed(List<LargeChange> changes) {
        super(
                ProblemType.CONFLICT,
                "Prices change by a factor of ten or more, or from or to zero; \"confirm\": true publishes them: "
                        + changes.stream()
                                .limit(MAX_PER_SENTENCE)
                                .map(LargeChange::toString)
                                .collect(Collectors.joining("; "))
                        + (changes.size() > MAX_PER_SENTENCE ? "; and more." : "."));
        this.changes = new ArrayList<>(changes);
    }

    @Override
    public Map<String, Object> members() {
        return Map.of("largeChanges", changes);
    }
}
