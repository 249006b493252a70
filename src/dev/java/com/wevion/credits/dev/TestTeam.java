package com.wevion.credits.dev;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A new team in a running service, with an owner, and the requests that most tests make of it. */
public final class TestTeam {
    private final LocalService service;
    private final UUID id;
    private final String name;
    private final Api owner;
    private final Api host;

    private TestTeam(LocalService service, UUID id, String name, Api owner, Api host) {
        this.service = service;
        this.id = id;
        this.name = name == null ? "Team " + id : name;
        this.owner = owner;
        this.host = host;
    }

    /** On the PRO plan, with both features, without credits. */
    public static TestTeam paid(LocalService service) {
        return owned(service, null, UUID.randomUUID());
    }

    /** As {@link #paid}, with a name and an owner who is known already. */
    public static TestTeam owned(LocalService service, String name, UUID ownerId) {
        TestTeam team = new TestTeam(service, UUID.randomUUID(), name, Api.person(service, ownerId), Api.host(service));
        team.describe("PRO", "AI_CHAT", "CREATIVE_HUB");
        return team;
    }

    /** As {@link #paid}, with credits. */
    public static TestTeam withCredits(LocalService service, String credits) {
        TestTeam team = paid(service);
        team.adjust("CREDITS", credits);
        return team;
    }

    /** Describes it anew: another plan, other features. */
    public void describe(String plan, String... features) {
        ok(Api.host(service)
                .put(
                        path(""),
                        Map.of("name", name, "plan", plan, "ownerId", owner.userId(), "features", List.of(features))));
    }

    public UUID id() {
        return id;
    }

    /** The owner as a caller. */
    public Api owner() {
        return owner;
    }

    /** The platform that answers the team's messages, as a caller. */
    public Api host() {
        return host;
    }

    /** The same team, whose owner and platform call at another address of the service. */
    public TestTeam through(String address) {
        return new TestTeam(service, id, name, owner.through(address), host.through(address));
    }

    /** A path of this team below {@code /api/v1}. */
    public String path(String rest) {
        return "/teams/" + id + rest;
    }

    /** A new member as a caller. */
    public Api member(String role) {
        return member(role, Map.of());
    }

    /** A new member with caps, as a caller. */
    public Api member(String role, Map<String, Object> caps) {
        UUID userId = UUID.randomUUID();
        return join(userId, role + " " + userId, role, caps);
    }

    /** A person who is known already becomes a member, or another one; as a caller. */
    public Api join(UUID userId, String displayName, String role, Map<String, Object> caps) {
        Map<String, Object> description = new java.util.HashMap<>(caps);
        description.put("role", role);
        description.put("displayName", displayName);
        ok(Api.host(service).put(path("/members/" + userId), description));
        return Api.person(service, userId);
    }

    /** Adds to a balance, or takes from it. */
    public void adjust(String account, String amount) {
        ok(Api.superAdmin(service)
                .post(path("/adjustments"), Map.of("account", account, "amount", amount, "reason", "test")));
    }

    /** A field of the balance, as in {@code "credits.available"}. */
    public String balance(String field) {
        return ok(owner.get(path("/balance"))).text(field);
    }

    /** The lines of the history, newest first. */
    public List<com.fasterxml.jackson.databind.JsonNode> history() {
        List<com.fasterxml.jackson.databind.JsonNode> lines = new java.util.ArrayList<>();
        ok(owner.get(path("/transactions?limit=200"))).json().get("items").forEach(lines::add);
        return lines;
    }

    /** The answer, if it is a success. */
    public static Api.Answer ok(Api.Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return answer;
    }
}
