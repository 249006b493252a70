package com.wevion.credits.approval;

import static com.wevion.credits.dev.TestTeam.ok;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.TestTeam;
import java.util.List;
import java.util.stream.StreamSupport;

/** Requests as the API shows them. */
final class Requests {
    private Requests() {}

    /** That of a page which was asked for. */
    static JsonNode item(Api.Answer page, Api.Answer asked) {
        return item(page, "approvalId", asked.text("approvalId"));
    }

    /** That of a page with this value. */
    static JsonNode item(Api.Answer page, String field, String value) {
        return StreamSupport.stream(ok(page).json().get("items").spliterator(), false)
                .filter(item -> item.path(field).asText().equals(value))
                .findFirst()
                .orElseThrow();
    }

    /** The actions of the team's audit log, the newest first. */
    static List<String> actions(TestTeam team) {
        return StreamSupport.stream(
                        ok(team.owner().get(team.path("/audit-log?limit=200")))
                                .json()
                                .get("items")
                                .spliterator(),
                        false)
                .map(line -> line.path("action").asText())
                .toList();
    }
}
