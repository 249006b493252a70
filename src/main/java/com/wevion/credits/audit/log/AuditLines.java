package com.wevion.credits.audit.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.team.Teams;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.Author;
import com.wevion.credits.trail.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Reads the audit log, the newest lines first, with the personal values that are still there. Thread-safe. */
class AuditLines {
    /** A position: lines before this id follow. */
    record Position(UUID id) {
        static final Position START = new Position(new UUID(-1, -1));
    }

    private record Row(UUID id, Long sequence, String hash, JsonNode content) {
        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    Sql.uuid(row, "id"),
                    Sql.nullableLong(row, "sequence"),
                    row.getString("hash"),
                    tree(row.getString("content")));
        }

        private static JsonNode tree(String json) {
            return Json.read(json, ObjectNode.class);
        }
    }

    private record Personal(UUID lineId, String digest, UUID personId, String value) {}

    private static final String SELECT = """
            SELECT l.id, l.content::text AS content, k.sequence, encode(k.hash, 'hex') AS hash
              FROM audit_line l LEFT JOIN audit_link k ON k.line_id = l.id
             WHERE l.id < ?""";

    private final DataSource dataSource;
    private final BiFunction<UUID, Set<UUID>, Set<UUID>> membersAmong;

    AuditLines(DataSource dataSource, Teams teams) {
        this(dataSource, (team, people) -> teams.displayNames(team, people).keySet());
    }

    /** @param membersAmong the people among these who are or were members of a team */
    AuditLines(DataSource dataSource, BiFunction<UUID, Set<UUID>, Set<UUID>> membersAmong) {
        this.dataSource = dataSource;
        this.membersAmong = membersAmong;
    }

    /** The lines that follow a position, for an operator, who sees all of them. */
    List<AuditLineView> ofAll(AuditFilter filter, Position from, int max) {
        List<Row> rows = rows(filter, from, max);
        return views(rows, personal(rows));
    }

    /** The same for a team, which sees the personal values of those who are or were its members. */
    List<AuditLineView> ofTeam(UUID teamId, AuditFilter filter, Position from, int max) {
        List<Row> rows = rows(filter.of(teamId), from, max);
        List<Personal> personal = personal(rows);
        Set<UUID> people = personal.stream()
                .map(Personal::personId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<UUID> members = membersAmong.apply(teamId, people);
        return views(
                rows,
                personal.stream()
                        .filter(each -> each.personId != null && members.contains(each.personId))
                        .toList());
    }

    private List<Row> rows(AuditFilter filter, Position from, int max) {
        StringBuilder query = new StringBuilder(SELECT);
        List<Object> parameters = new ArrayList<>();
        parameters.add(from.id());
        // Only what is asked for is in the statement, so that the index of a team or a person is used whenever there is
        // one.
        filter.conditions().forEach((condition, value) -> {
            query.append(" AND l.").append(condition);
            parameters.add(value);
        });
        query.append(" ORDER BY l.id DESC LIMIT ?");
        parameters.add(max);
        return Sql.on(dataSource).list(query.toString(), Row::read, parameters.toArray());
    }

    private List<Personal> personal(List<Row> rows) {
        return Sql.on(dataSource)
                .list(
                        "SELECT line_id, encode(digest, 'hex') AS digest, person_id, value FROM audit_personal WHERE line_id = ANY (?)",
                        row -> new Personal(
                                Sql.uuid(row, "line_id"),
                                row.getString("digest"),
                                Sql.uuid(row, "person_id"),
                                row.getString("value")),
                        (Object) rows.stream().map(Row::id).toArray(UUID[]::new));
    }

    private static List<AuditLineView> views(List<Row> rows, List<Personal> personal) {
        Map<UUID, Map<String, String>> values = new HashMap<>();
        personal.forEach(each ->
                values.computeIfAbsent(each.lineId, id -> new HashMap<>()).put(each.digest, each.value));
        return rows.stream()
                .map(row -> view(row, values.getOrDefault(row.id, Map.of())))
                .toList();
    }

    private static AuditLineView view(Row row, Map<String, String> values) {
        JsonNode content = row.content;
        return new AuditLineView(
                row.id,
                row.sequence,
                row.hash,
                Instant.EPOCH.plus(content.path("atMicros").asLong(), ChronoUnit.MICROS),
                AuditAction.valueOf(content.path("action").asText()),
                Outcome.valueOf(content.path("outcome").asText()),
                id(content, "teamId"),
                text(content.get("objectKind"), values),
                text(content.get("objectId"), values),
                new AuditLineView.Actor(
                        Author.Kind.valueOf(content.path("by").asText()),
                        id(content, "personId"),
                        text(content.get("name"), values),
                        text(content.get("issuer"), values),
                        text(content.get("credential"), values),
                        texts(content.path("roles")),
                        text(content.get("address"), values),
                        text(content.get("userAgent"), values)),
                json(content.get("before"), values),
                json(content.get("after"), values));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static UUID id(JsonNode content, String field) {
        return content.hasNonNull(field) ? UUID.fromString(content.get(field).asText()) : null;
    }

    private static String text(JsonNode value, Map<String, String> values) {
        if (value == null || value.isNull()) {
            return null;
        }
        return value.isObject() ? values.get(value.path("digest").asText()) : value.asText();
    }

    private static String json(JsonNode fields, Map<String, String> values) {
        if (fields == null || fields.isNull()) {
            return null;
        }
        ObjectNode shown = fields.deepCopy();
        fields.properties().stream()
                .filter(field -> field.getValue().isObject())
                .forEach(field -> shown.put(field.getKey(), text(field.getValue(), values)));
        return Json.write(shown);
    }
}
