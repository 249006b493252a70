package com.wevion.credits.generation;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The dead letters as an operator sees them and deals with them. */
final class LetterBox {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Api admin;

    LetterBox(Api admin) {
        this.admin = admin;
    }

    Api.Answer replay(JsonNode letter) {
        return admin.send("POST", "/api/v1/dead-letters/" + letter.get("id").asText() + "/replay", null);
    }

    Api.Answer dismiss(JsonNode letter, String reason) {
        return admin.post("/dead-letters/" + letter.get("id").asText() + "/dismissal", Map.of("reason", reason));
    }

    /** The number of letters that are counted as waiting. */
    long waiting() {
        return ok(admin.get("/queues")).json().at("/deadLetters/waiting").asLong();
    }

    String reasonOf(String body) {
        return about(body).get("reason").asText();
    }

    /** The newest letter about a text, once there is one. */
    JsonNode about(String text) {
        await().atMost(PATIENCE).until(() -> !letters(text).isEmpty());
        return letters(text).get(0);
    }

    /** The one letter about a text, once it has failed so often and waits again. */
    JsonNode failedAgain(String text, int failures) {
        await().atMost(PATIENCE)
                .until(() -> letters(text).get(0).get("failures").asInt() == failures);
        assertThat(letters(text)).hasSize(1);
        assertThat(letters(text).get(0).get("replayedAt").isNull()).isTrue();
        return letters(text).get(0);
    }

    /** Dead letters whose body is, or contains, a text; newest first. */
    List<JsonNode> letters(String text) {
        List<JsonNode> all = new ArrayList<>();
        ok(admin.get("/dead-letters?limit=200")).json().get("items").forEach(all::add);
        all.removeIf(letter -> text.isEmpty()
                ? !letter.get("body").asText().isEmpty()
                : !letter.get("body").asText().contains(text));
        return all;
    }
}
