package com.wevion.credits.catalog.publication;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.wevion.credits.approval.Consent;
import com.wevion.credits.approval.DoneOrAsked;
import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.Remembered;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The price list that holds (D11). Which versions there are is asked of the database at most every
 * {@code credits.catalog.cache.seconds}, so a version published on another node takes that long to be seen here; the
 * versions themselves never change and are kept. Thread-safe.
 */
@ApplicationScoped
public class Catalog {

    private static final String ALL = "versions";
    private static final int VERSIONS_KEPT = 100;

    @Inject
    CatalogVersions versions;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.catalog.cache.seconds")
    long cacheSeconds;

    private Remembered<String, String, List<CatalogVersions.Effective>> versionsThereAre;
    private LoadingCache<Integer, CatalogVersion> byNumber;

    @PostConstruct
    void open() {
        versionsThereAre = new Remembered<>(Duration.ofSeconds(cacheSeconds), VERSIONS_KEPT);
        byNumber = Caffeine.newBuilder().maximumSize(VERSIONS_KEPT).build(versions::load);
    }

    /** The version that holds now. */
    public CatalogVersion current() {
        return at(clock.instant());
    }

    /**
     * The version that held, or will hold by what is known now, at an instant.
     *
     * @throws NotFound before the first version
     */
    public CatalogVersion at(Instant when) {
        return latestFirst().stream()
                .filter(version -> !version.from().isAfter(when))
                .findFirst()
                .map(version -> byNumber.get(version.version()))
                .orElseThrow(() -> new NotFound("catalogue at that time"));
    }

    private List<CatalogVersions.Effective> latestFirst() {
        return versionsThereAre.get(ALL, ALL, versions::latestFirst);
    }

    /**
     * The price list of a draft, which is not kept.
     *
     * @throws Invalid naming the faults for which its publication would be refused
     */
    public CatalogVersion draft(WhatIfRequest wanted) {
        int latest = latestFirst().stream()
                .mapToInt(CatalogVersions.Effective::version)
                .max()
                .orElseThrow(() -> new NotFound("catalogue version"));
        return wanted.draft(byNumber.get(latest), clock.instant());
    }

    /**
     * Withdraws a version that has not taken effect, and forgets the list of versions. It is refused so near to its effect
     * that another server might not have read its list again by then.
     */
    void withdraw(int version, UUID by) {
        try {
            versions.withdraw(version, by, Duration.ofSeconds(cacheSeconds));
        } finally { // whether it was committed is not known where that failed
            versionsThereAre.forget(ALL);
        }
    }

    /** Adds a version and forgets the list of versions, so that this node prices by it at once. */
    DoneOrAsked<PublishedVersion> publish(NewCatalogVersion wanted, Publication by) {
        try {
            return versions.publish(wanted, by);
        } finally { // whether it was committed is not known where that failed
            versionsThereAre.forget(ALL);
        }
    }

    /** Adds a version that a second person has approved, and forgets the list of versions. */
    void publishApproved(PriceListWish wish, Publication by, Consent consent) {
        try {
            versions.publishApproved(wish, by, consent);
        } finally { // whether it was committed is not known where that failed
            versionsThereAre.forget(ALL);
        }
    }
}
