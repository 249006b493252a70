package com.wevion.credits.trail;

import com.wevion.credits.platform.Hashes;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A line of the audit log with its personal values, which stand apart from it. */
final class AuditLine {
    private record Kept(byte[] digest, byte[] salt, PersonalValue personal) {}

    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final UUID id = Ids.next();
    private final List<Kept> kept = new ArrayList<>();
    private final Map<String, Object> content = new LinkedHashMap<>();

    private AuditLine() {}

    static AuditLine of(Author by, Instant at, AuditEvent event, Outcome outcome) {
        AuditLine line = new AuditLine();
        Map<String, Object> content = line.content;
        content.put("id", line.id);
        content.put("atMicros", ChronoUnit.MICROS.between(Instant.EPOCH, at));
        content.put("action", event.action());
        content.put("outcome", outcome);
        content.put("teamId", event.teamId());
        content.put("objectKind", event.objectKind());
        content.put("objectId", event.objectId());
        content.put("by", by.kind());
        content.put("personId", by.personId());
        content.put("name", line.apart(PersonalValue.of(by.personId(), by.name())));
        content.put("issuer", by.issuer());
        content.put("credential", by.credential());
        content.put("roles", by.roles());
        content.put(
                "address",
                line.apart(PersonalValue.of(by.personId(), by.origin().address())));
        content.put(
                "userAgent",
                line.apart(PersonalValue.of(by.personId(), by.origin().userAgent())));
        content.put("before", line.fields(event.before()));
        content.put("after", line.fields(event.after()));
        return line;
    }

    /** By the fields' names, so that the same is written the same way. */
    private Map<String, Object> fields(Map<String, ?> values) {
        if (values == null) {
            return null;
        }
        Map<String, Object> written = new TreeMap<>();
        values.forEach((name, value) -> written.put(name, apart(value)));
        return written;
    }

    private Object apart(Object value) {
        if (!(value instanceof PersonalValue personal)) {
            return value;
        }
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        byte[] digest = digest(salt, personal.value());
        kept.add(new Kept(digest, salt, personal));
        return Map.of("digest", HexFormat.of().formatHex(digest));
    }

    private static byte[] digest(byte[] salt, String value) {
        MessageDigest sha256 = Hashes.sha256();
        sha256.update(salt);
        return sha256.digest(value.getBytes(StandardCharsets.UTF_8));
    }

    void write(Sql sql) {
        sql.update("INSERT INTO audit_line (id, content) VALUES (?, ?::json)", id, Json.write(content));
        if (!kept.isEmpty()) {
            sql.update(
                    """
                    INSERT INTO audit_personal (line_id, digest, salt, person_id, value)
                    SELECT ?, v.digest, v.salt, v.person_id, v.value
                      FROM unnest(?::bytea[], ?::bytea[], ?::uuid[], ?::text[]) AS v (digest, salt, person_id, value)""",
                    id,
                    kept.stream().map(Kept::digest).toArray(byte[][]::new),
                    kept.stream().map(Kept::salt).toArray(byte[][]::new),
                    kept.stream().map(each -> each.personal().personId()).toArray(UUID[]::new),
                    kept.stream().map(each -> each.personal().value()).toArray(String[]::new));
        }
    }
}
