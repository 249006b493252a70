package com.wevion.credits.keys;

import com.wevion.credits.identity.CurrentCaller;
import com.wevion.credits.identity.key.ApiKey;
import com.wevion.credits.identity.key.ApiKeys;
import com.wevion.credits.identity.key.KeptKey;
import com.wevion.credits.identity.key.KeyDraft;
import com.wevion.credits.identity.key.KeySecret;
import com.wevion.credits.ledger.operation.IdempotencyKeyReused;
import com.wevion.credits.platform.FirstAnswer;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Party;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.http.IdempotencyKey;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.platform.json.Fingerprint;
import com.wevion.credits.platform.time.Instants;
import com.wevion.credits.platform.time.RealTime;
import com.wevion.credits.team.Members;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes, lists and ends keys: a team's, or the platform's, whose team is null. */
@ApplicationScoped
class KeyDesk {
    @Inject
    ApiKeys keys;

    @Inject
    Members members;

    @Inject
    CurrentCaller caller;

    @Inject
    AuditLog audit;

    @Inject
    @RealTime
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.keys.default.days")
    long defaultDays;

    @Inject
    @ConfigProperty(name = "credits.keys.longest.days")
    long longestDays;

    @Inject
    @ConfigProperty(name = "credits.keys.overlap.minutes")
    long overlapMinutes;

    @Inject
    @ConfigProperty(name = "credits.keys.overlap.longest.minutes")
    long longestOverlapMinutes;

    /** Makes a key, once per idempotency key; 201. */
    Response make(UUID teamId, KeyRequest request, String idempotencyKey) {
        byte[] fingerprint = Fingerprint.of(request);
        return FirstAnswer.of(
                () -> answer(
                        keys.make(new KeyDraft(
                                teamId,
                                request.name().strip(),
                                request.parties(teamId != null),
                                person(),
                                end(request.expiresAt()),
                                idempotencyKey,
                                fingerprint,
                                recording(AuditAction.KEY_MADE))),
                        fingerprint),
                () -> earlier(teamId, idempotencyKey, fingerprint));
    }

    /** Makes a key that takes the place of another one; 201. */
    Response rotate(UUID teamId, String keyId, RotationRequest request, String idempotencyKey) {
        UUID id = Ids.pathId("API key", keyId);
        byte[] fingerprint = Fingerprint.of(id, request);
        return FirstAnswer.of(
                () -> answer(
                        keys.rotate(
                                id,
                                new KeyDraft(
                                        teamId,
                                        null,
                                        List.of(),
                                        person(),
                                        end(request.expiresAt()),
                                        idempotencyKey,
                                        fingerprint,
                                        recording(AuditAction.KEY_ROTATED)),
                                clock.instant().plus(overlap(request))),
                        fingerprint),
                () -> earlier(teamId, idempotencyKey, fingerprint));
    }

    private Optional<Response> earlier(UUID teamId, String idempotencyKey, byte[] fingerprint) {
        return keys.earlier(teamId, idempotencyKey).map(kept -> answer(kept, fingerprint));
    }

    private Duration overlap(RotationRequest request) {
        long minutes = request.overlapMinutes() == null ? overlapMinutes : request.overlapMinutes();
        if (minutes > longestOverlapMinutes) {
            throw new Invalid("overlapMinutes", "must be at most " + longestOverlapMinutes);
        }
        return Duration.ofMinutes(minutes);
    }

    private Instant end(String asked) {
        Instant now = clock.instant();
        if (asked == null) {
            return now.plus(Duration.ofDays(defaultDays));
        }
        Instant end = Instants.parse("expiresAt", asked);
        if (!end.isAfter(now) || end.isAfter(now.plus(Duration.ofDays(longestDays)))) {
            throw new Invalid("expiresAt", "must be in the next " + longestDays + " days");
        }
        return end;
    }

    private Response answer(KeptKey kept, byte[] fingerprint) {
        if (!Arrays.equals(kept.fingerprint(), fingerprint)) {
            throw new IdempotencyKeyReused();
        }
        String secret = kept.secret().map(KeySecret::text).orElse(null);
        Response.ResponseBuilder answer = Response.status(Response.Status.CREATED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new MadeKey(secret, view(kept.key(), false)));
        return IdempotencyKey.replayed(answer, secret == null).build();
    }

    /** A page, the newest first. */
    Page<KeyView> list(UUID teamId, String limit, String cursor) {
        int size = Paging.limit(limit);
        UUID before = Paging.beforeId(cursor);
        List<ApiKey> found = keys.list(teamId, before, size + 1);
        Set<UUID> left = teamId == null ? Set.of() : left(teamId, found);
        List<KeyView> rows = found.stream()
                .map(key -> view(key, left.contains(key.madeBy())))
                .toList();
        return Paging.byId(rows, size, KeyView::keyId);
    }

    private Set<UUID> left(UUID teamId, List<ApiKey> found) {
        return members.mayNoLonger(
                Action.MANAGE_KEYS_OF_A_TEAM,
                teamId,
                found.stream().map(ApiKey::madeBy).collect(Collectors.toSet()));
    }

    /** Ends a key at once. */
    void revoke(UUID teamId, String keyId) {
        keys.revoke(
                teamId,
                Ids.pathId("API key", keyId),
                person(),
                (sql, key) -> audit.record(sql, event(AuditAction.KEY_REVOKED, key, recorded(key), null)));
    }

    private BiConsumer<Sql, ApiKey> recording(AuditAction action) {
        return (sql, key) -> audit.record(sql, event(action, key, null, recorded(key)));
    }

    private static AuditEvent event(AuditAction action, ApiKey key, Map<String, ?> before, Map<String, ?> after) {
        return new AuditEvent(action, key.teamId(), "API key", key.id().toString(), before, after);
    }

    private static Map<String, Object> recorded(ApiKey key) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("name", key.name());
        fields.put("scopes", key.scopes().stream().map(Party::text).toList());
        fields.put("expiresAt", key.expiresAt().toString());
        fields.put("replaces", key.replaces() == null ? null : key.replaces().toString());
        return fields;
    }

    private KeyView view(ApiKey key, boolean makerLeft) {
        return KeyView.of(key, makerLeft, clock.instant());
    }

    private UUID person() {
        return caller.identity().person();
    }
}
