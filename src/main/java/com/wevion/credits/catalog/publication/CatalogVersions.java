package com.wevion.credits.catalog.publication;

import com.wevion.credits.approval.ApprovalKind;
import com.wevion.credits.approval.Approvals;
import com.wevion.credits.approval.Consent;
import com.wevion.credits.approval.DoneOrAsked;
import com.wevion.credits.approval.SecondPerson;
import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.ledger.operation.IdempotencyKeyReused;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.AuditLog;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The catalogue in the database: versions are read and added, never changed (D11). */
@Stateless
public class CatalogVersions {

    /** A version and the instant from which it holds. */
    record Effective(int version, Instant from) {}

    private static final int FIRST_VERSION = 1;
    private static final String NOT_WITHDRAWN =
            " not exists (select w from StoredWithdrawal w where w.version = v.version)";

    @PersistenceContext(unitName = "credits")
    EntityManager entityManager;

    @Inject
    Clock clock;

    @Inject
    AuditLog audit;

    @Inject
    SecondPerson secondPerson;

    @Inject
    Approvals approvals;

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    /**
     * All versions but the withdrawn, the one that holds longest into the future first. Read in a transaction of its own, so that only the broker
     * takes part in that of a message whose work is to be costed.
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public List<Effective> latestFirst() {
        return entityManager
                .createQuery(
                        "select v.version, v.effectiveFrom from StoredVersion v where" + NOT_WITHDRAWN
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
    public List<VersionSummary> newestBelow(int version, int max) {
        return entityManager
                .createQuery(
                        "select v.version, v.effectiveFrom, v.createdAt, v.createdBy, w"
                                + " from StoredVersion v left join StoredWithdrawal w on w.version = v.version"
                                + " where v.version < :below order by v.version desc",
                        Object[].class)
                .setParameter("below", version)
                .setMaxResults(max)
                .getResultStream()
                .map(CatalogVersions::summary)
                .toList();
    }

    // The withdrawal as a whole: of a row without one, JPA cannot read the columns.
    private static VersionSummary summary(Object[] row) {
        Optional<StoredWithdrawal> withdrawal = Optional.ofNullable((StoredWithdrawal) row[4]);
        return new VersionSummary(
                (Integer) row[0],
                (Instant) row[1],
                (Instant) row[2],
                StoredVersion.publisher((UUID) row[3]),
                withdrawal.map(StoredWithdrawal::withdrawnAt).orElse(null),
                withdrawal.map(StoredWithdrawal::withdrawnBy).orElse(null));
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
     * Adds a version, if that does not need a second person; asked again with the same key, it answers the same.
     *
     * @throws Invalid if the price list contradicts itself, or would have held in the past
     * @throws Unconfirmed if it changes prices very much and the request does not confirm that
     * @throws IdempotencyKeyReused if the key came with another request before
     */
    public DoneOrAsked<PublishedVersion> publish(NewCatalogVersion wanted, Publication by) {
        lock();
        Optional<StoredVersion> earlier = withKey(by.idempotencyKey());
        if (earlier.isPresent()) {
            return DoneOrAsked.done(replay(earlier.get(), by));
        }
        Instant now = clock.instant();
        PublishedVersion next = next(wanted, now);
        if (secondPerson.isNeededForThePriceList()) {
            return DoneOrAsked.asked(approvals.ask(
                    ApprovalKind.CATALOG_VERSION,
                    null,
                    PriceListWish.of(wanted, next.largeChanges()),
                    null,
                    by.idempotencyKey(),
                    by.fingerprint()));
        }
        return DoneOrAsked.done(add(next, by, now));
    }

    /**
     * Adds a version that needs the consent of a second person, in the name of the one who asked, who gets it from now on as the answer.
     *
     * @throws Invalid if it cannot be published any more, as its time has passed
     * @throws Conflict if it would change prices otherwise than when it was asked for
     */
    public void publishApproved(PriceListWish wish, Publication by, Consent consent) {
        lock();
        consent.give(Sql.on(dataSource));
        if (withKey(by.idempotencyKey()).isEmpty()) {
            Instant now = clock.instant();
            PublishedVersion next = next(wish.catalog(), now);
            wish.requireSame(next.largeChanges());
            add(next, by, now);
        }
    }

    private PublishedVersion next(NewCatalogVersion wanted, Instant now) {
        CatalogVersion next = wanted.follow(Math.addExact(latestVersion(), 1), load(latestNotWithdrawn()), now);
        CatalogRules.check(next);
        List<LargeChange> changes = largeChanges(next, now);
        if (!changes.isEmpty() && !wanted.isConfirmed()) {
            throw new Unconfirmed(changes);
        }
        return new PublishedVersion(next, changes, false);
    }

    private PublishedVersion add(PublishedVersion next, Publication by, Instant now) {
        CatalogVersion published = next.version();
        entityManager.persist(new StoredVersion(published, by, now));
        audit.record(AuditEvent.of(
                AuditAction.CATALOG_PUBLISHED,
                "catalog version",
                published.version(),
                null,
                recorded(published, next.largeChanges())));
        return next;
    }

    /**
     * Withdraws a version that has not taken effect; asked again, it changes nothing.
     *
     * @param seenWithin the time for which other servers may still use their cached versions
     * @throws NotFound if there is none of that number
     * @throws Conflict if it is in effect, or is before another server could know
     */
    public void withdraw(int version, UUID by, Duration seenWithin) {
        lock();
        StoredVersion found = entityManager.find(StoredVersion.class, version);
        if (found == null) {
            throw new NotFound("catalogue version");
        }
        if (entityManager.find(StoredWithdrawal.class, version) != null) {
            return;
        }
        Instant now = clock.instant();
        if (!found.published().effectiveFrom().isAfter(now.plus(seenWithin))) {
            throw new Conflict(
                    "Version %d has taken effect, or will within %d seconds; publish another version to replace it."
                            .formatted(version, seenWithin.toSeconds()));
        }
        entityManager.persist(new StoredWithdrawal(version, by, now));
        audit.record(AuditEvent.of(
                AuditAction.CATALOG_WITHDRAWN,
                "catalog version",
                version,
                Map.of("effectiveFrom", found.published().effectiveFrom().toString()),
                null));
    }

    private static Map<String, Object> recorded(CatalogVersion published, List<LargeChange> changes) {
        return Map.of(
                "effectiveFrom", published.effectiveFrom().toString(),
                "largeChanges", changes.stream().map(LargeChange::toString).toList());
    }

    /** One change at a time, which numbers them without gaps. Versions cannot be locked themselves: that takes the right to change them. */
    private void lock() {
        entityManager
                .createNativeQuery("SELECT pg_advisory_xact_lock(hashtextextended('catalog_version', 0))::text")
                .getSingleResult();
    }

    /** Compared with what would be in force then by what was known when it was published. */
    private List<LargeChange> largeChanges(CatalogVersion published, Instant at) {
        return entityManager
                .createQuery(
                        "select v from StoredVersion v where v.version < :version and v.effectiveFrom <= :then and not exists"
                                + " (select w from StoredWithdrawal w where w.version = v.version and w.withdrawnAt <= :at)"
                                + " order by v.effectiveFrom desc, v.version desc",
                        StoredVersion.class)
                .setParameter("version", published.version())
                .setParameter("then", published.effectiveFrom())
                .setParameter("at", at)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(before -> LargeChanges.between(before.published(), published))
                .orElse(List.of());
    }

    private PublishedVersion replay(StoredVersion earlier, Publication by) {
        if (!Arrays.equals(earlier.fingerprint(), by.fingerprint())) {
            throw new IdempotencyKeyReused();
        }
        CatalogVersion published = earlier.published();
        return new PublishedVersion(published, largeChanges(published, earlier.createdAt()), true);
    }

    private Optional<StoredVersion> withKey(String idempotencyKey) {
        return entityManager
                .createQuery("select v from StoredVersion v where v.idempotencyKey = :key", StoredVersion.class)
                .setParameter("key", idempotencyKey)
                .getResultStream()
                .findFirst();
    }

    private int latestNotWithdrawn() {
        return entityManager
                .createQuery("select max(v.version) from StoredVersion v where" + NOT_WITHDRAWN, Integer.class)
                .getSingleResult();
    }

    /** Of all, so that the number of a withdrawn one is not used again. */
    private int latestVersion() {
        return entityManager
                .createQuery("select max(v.version) from StoredVersion v", Integer.class)
                .getSingleResult();
    }
}
