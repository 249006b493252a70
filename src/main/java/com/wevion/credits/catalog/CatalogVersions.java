package com.wevion.credits.catalog;

import com.wevion.credits.ledger.IdempotencyKeyReused;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.NotFound;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The catalogue in the database: versions are read and added, never changed (D11). */
@Stateless
public class CatalogVersions {

    /** A version and the instant from which it holds. */
    record Effective(int version, Instant from) {}

    private static final int FIRST_VERSION = 1;

    @PersistenceContext(unitName = "credits")
    EntityManager entityManager;

    @Inject
    Clock clock;

    /**
     * All versions, the one that holds longest into the future first. Read in a transaction of its own, so that only the broker
     * takes part in that of a message whose work is to be costed.
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public List<Effective> latestFirst() {
        return entityManager
                .createQuery(
                        "select v.version, v.effectiveFrom from StoredVersion v"
                                + " order by v.effectiveFrom desc, v.version desc",
                        Object[].class)
                .getResultStream()
                .map(row -> new Effective((Integer) row[0], (Instant) row[1]))
                .toList();
    }

    /** A version; read in a transaction of its own, unless it is for a publication. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public CatalogVersion load(int version) {
        return entityManager.find(StoredVersion.class, version).published();
    }

    /** The versions below a number, the highest first. */
    public List<VersionSummary> newestBelow(int version, int most) {
        return entityManager
                .createQuery(
                        "select v.version, v.effectiveFrom, v.createdAt, v.createdBy from StoredVersion v"
                                + " where v.version < :below order by v.version desc",
                        Object[].class)
                .setParameter("below", version)
                .setMaxResults(most)
                .getResultStream()
                .map(row -> new VersionSummary(
                        (Integer) row[0], (Instant) row[1], (Instant) row[2], StoredVersion.publisher((UUID) row[3])))
                .toList();
    }

    /**
     * A version with all that it has.
     *
     * @throws NotFound if there is none of that number
     */
    public WholeVersion whole(int version) {
        return Optional.ofNullable(entityManager.find(StoredVersion.class, version))
                .map(WholeVersion::of)
                .orElseThrow(() -> new NotFound("catalogue version"));
    }

    /**
     * Adds a version; asked again with the same key, it answers the same.
     *
     * @throws Invalid if the price list contradicts itself, or would have held in the past
     * @throws IdempotencyKeyReused if the key came with another request before
     */
    public PublishedVersion publish(NewCatalogVersion wanted, Publication by) {
        // One publication at a time: the lock on the first version, which is always there, numbers them without gaps.
        entityManager.find(StoredVersion.class, FIRST_VERSION, LockModeType.PESSIMISTIC_WRITE);
        Optional<StoredVersion> earlier = withKey(by.idempotencyKey());
        if (earlier.isPresent()) {
            return replay(earlier.get(), by);
        }
        Instant now = clock.instant();
        CatalogVersion published = wanted.follow(load(latestVersion()), now);
        CatalogRules.check(published);
        entityManager.persist(new StoredVersion(published, by, now));
        return new PublishedVersion(published, false);
    }

    private PublishedVersion replay(StoredVersion earlier, Publication by) {
        if (!Arrays.equals(earlier.fingerprint(), by.fingerprint())) {
            throw new IdempotencyKeyReused();
        }
        return new PublishedVersion(earlier.published(), true);
    }

    private Optional<StoredVersion> withKey(String idempotencyKey) {
        return entityManager
                .createQuery("select v from StoredVersion v where v.idempotencyKey = :key", StoredVersion.class)
                .setParameter("key", idempotencyKey)
                .getResultStream()
                .findFirst();
    }

    private int latestVersion() {
        return entityManager
                .createQuery("select max(v.version) from StoredVersion v", Integer.class)
                .getSingleResult();
    }
}
