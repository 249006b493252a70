package com.wevion.credits.identity.key;

import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.Remembered;
import com.wevion.credits.platform.Unauthenticated;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.time.RealTime;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The keys of machines. What the database says of a key is remembered for {@code credits.keys.cache.seconds}, so a key that another server
 * ends is refused here no later than that; one that this server ends is refused at once. Thread-safe.
 */
@ApplicationScoped
public class ApiKeys {
    private static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtextextended('api_key ' || coalesce(?::text, ''), 0))";
    private static final String OF_TEAM = " FROM api_key WHERE team_id IS NOT DISTINCT FROM ?::uuid";

    @Resource(lookup = "jdbc/credits")
    DataSource database;

    @Inject
    @RealTime
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.keys.cache.seconds")
    long cacheSeconds;

    @Inject
    @ConfigProperty(name = "credits.keys.cache.entries")
    long cacheEntries;

    @Inject
    @ConfigProperty(name = "credits.keys.max")
    int max;

    private Remembered<String, String, Optional<ApiKey>> byHash;

    @PostConstruct
    void start() {
        byHash = new Remembered<>(Duration.ofSeconds(cacheSeconds), cacheEntries);
    }

    /**
     * The key with this secret.
     *
     * @throws Unauthenticated if there is none, or it has ended, with the reason
     */
    public ApiKey authenticated(String token) {
        KeySecret secret = KeySecret.of(token)
                .orElseThrow(() -> new Unauthenticated("This is not a whole API key: its checksum does not match."));
        String hash = secret.hash();
        ApiKey key = byHash.get(hash, hash, () -> find(hash))
                .orElseThrow(() -> new Unauthenticated("There is no such API key."));
        if (key.isRevoked()) {
            throw new Unauthenticated("The API key " + key.beginning() + " has been revoked.");
        }
        if (!key.isActive(clock.instant())) {
            throw new Unauthenticated("The API key " + key.beginning() + " has expired.");
        }
        return key;
    }

    private Optional<ApiKey> find(String hash) {
        return sql().first("SELECT * FROM api_key WHERE secret_hash = ?", ApiKey::read, hash);
    }

    /**
     * Makes a key, once per idempotency key; whoever asks again gets it without its secret.
     *
     * @throws Conflict if there are as many as there may be
     */
    public KeptKey make(KeyDraft draft) {
        return sql().together(sql -> {
            lock(sql, draft.teamId());
            return earlier(sql, draft.teamId(), draft.idempotencyKey()).orElseGet(() -> {
                if (active(sql, draft.teamId()) >= max) {
                    throw new Conflict("There are " + max + " API keys that have not ended; revoke one first.");
                }
                return insert(sql, draft, null);
            });
        });
    }

    /**
     * Makes a key that takes the place of another one, with its name and scopes, once per idempotency key. The other one goes on until
     * {@code until}, or its own end if that is earlier.
     *
     * @param draft without name and scopes
     * @throws NotFound if there is no such key
     * @throws Conflict if it has ended, or another key has taken its place
     */
    public KeptKey rotate(UUID id, KeyDraft draft, Instant until) {
        KeptKey made = sql().together(sql -> {
            lock(sql, draft.teamId());
            return earlier(sql, draft.teamId(), draft.idempotencyKey()).orElseGet(() -> {
                ApiKey former = in(sql, draft.teamId(), id);
                if (!former.isActive(clock.instant())) {
                    throw new Conflict("The API key has ended; make a new one.");
                }
                if (sql.first("SELECT id FROM api_key WHERE replaces = ?", row -> true, id)
                        .isPresent()) {
                    throw new Conflict("Another API key has taken the place of this one already.");
                }
                sql.update("UPDATE api_key SET expires_at = least(expires_at, ?) WHERE id = ?", until, id);
                KeyDraft next = new KeyDraft(
                        draft.teamId(),
                        former.name(),
                        former.scopes(),
                        draft.madeBy(),
                        draft.expiresAt(),
                        draft.idempotencyKey(),
                        draft.fingerprint(),
                        draft.along());
                return insert(sql, next, id);
            });
        });
        forget(id);
        return made;
    }

    private static void lock(Sql sql, UUID teamId) {
        sql.list(LOCK, row -> true, teamId);
    }

    /** The key that was made with this idempotency key, without its secret. */
    public Optional<KeptKey> earlier(UUID teamId, String idempotencyKey) {
        return earlier(sql(), teamId, idempotencyKey);
    }

    private static Optional<KeptKey> earlier(Sql sql, UUID teamId, String idempotencyKey) {
        return sql.first(
                "SELECT *" + OF_TEAM + " AND idempotency_key = ?",
                row -> new KeptKey(ApiKey.read(row), Optional.empty(), row.getBytes("fingerprint")),
                teamId,
                idempotencyKey);
    }

    private int active(Sql sql, UUID teamId) {
        return sql.first(
                        "SELECT count(*) AS active" + OF_TEAM + " AND revoked_at IS NULL AND expires_at > ?",
                        row -> row.getInt("active"),
                        teamId,
                        clock.instant())
                .orElseThrow();
    }

    private KeptKey insert(Sql sql, KeyDraft draft, UUID replaces) {
        KeySecret secret = KeySecret.next(draft.teamId() != null);
        ApiKey made = sql.first(
                        """
                        INSERT INTO api_key (id, team_id, name, scopes, secret_hash, beginning, made_by, made_at, expires_at, replaces,
                                             idempotency_key, fingerprint)
                        VALUES (?, ?, ?, ?::text[], ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *""",
                        ApiKey::read,
                        Ids.next(),
                        draft.teamId(),
                        draft.name(),
                        draft.scopes().stream().map(Enum::name).toArray(String[]::new),
                        secret.hash(),
                        secret.beginning(),
                        draft.madeBy(),
                        clock.instant(),
                        draft.expiresAt(),
                        replaces,
                        draft.idempotencyKey(),
                        draft.fingerprint())
                .orElseThrow();
        draft.along().accept(sql, made);
        return new KeptKey(made, Optional.of(secret), draft.fingerprint());
    }

    /**
     * Ends a key at once; asked again, it changes nothing.
     *
     * @param along told of the key as it was, in the same transaction
     * @throws NotFound if there is no such key
     */
    public void revoke(UUID teamId, UUID id, UUID revokedBy, BiConsumer<Sql, ApiKey> along) {
        sql().together(sql -> {
            ApiKey key = in(sql, teamId, id);
            int revoked = sql.update(
                    "UPDATE api_key SET revoked_by = ?, revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
                    revokedBy,
                    clock.instant(),
                    id);
            if (revoked == 1) {
                along.accept(sql, key);
            }
            return key;
        });
        forget(id);
    }

    private void forget(UUID id) {
        sql().first("SELECT secret_hash FROM api_key WHERE id = ?", row -> row.getString("secret_hash"), id)
                .ifPresent(byHash::forget);
    }

    private static ApiKey in(Sql sql, UUID teamId, UUID id) {
        return sql.first("SELECT *" + OF_TEAM + " AND id = ?", ApiKey::read, teamId, id)
                .orElseThrow(() -> new NotFound("API key"));
    }

    /** The newest first, also those that have ended. */
    public List<ApiKey> list(UUID teamId, UUID before, int limit) {
        return sql().list(
                        "SELECT *" + OF_TEAM + " AND id < ? ORDER BY id DESC LIMIT ?",
                        ApiKey::read,
                        teamId,
                        before,
                        limit);
    }

    /** The ended ones among these, for streams, which outlast the request that began them. */
    public Set<UUID> endedAmong(Collection<UUID> keys) {
        if (keys.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(sql().list("""
                        SELECT asked.id FROM unnest(?::uuid[]) AS asked (id)
                         WHERE NOT EXISTS (SELECT FROM api_key k
                                            WHERE k.id = asked.id AND k.revoked_at IS NULL AND k.expires_at > ?)""", row -> Sql.uuid(row, "id"), keys.toArray(UUID[]::new), clock.instant()));
    }

    /** Notes the last use of a key, unless a later one is noted. */
    void used(UUID id, Instant at, String from) {
        sql().update(
                        "UPDATE api_key SET used_at = ?, used_from = ? WHERE id = ? AND (used_at IS NULL OR used_at < ?)",
                        at,
                        from,
                        id,
                        at);
    }

    private Sql sql() {
        return Sql.on(database);
    }
}
