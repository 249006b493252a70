package com.wevion.credits.catalog.publication;

import com.wevion.credits.catalog.CatalogVersion;
import jakarta.persistence.Cacheable;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A catalogue version as the database keeps it; the database refuses to change one. */
@Entity
@Cacheable(false)
@Table(name = "catalog_version")
class StoredVersion {

    private static final UUID MIGRATION = new UUID(0, 0);

    @Id
    private int version;

    @Column(name = "effective_from")
    private Instant effectiveFrom;

    @Column(name = "chat_hold_ceiling_micros")
    private long chatHoldCeilingMicros;

    @Column(name = "typical_input_tokens")
    private long typicalInputTokens;

    @Column(name = "typical_output_tokens")
    private long typicalOutputTokens;

    @Column(name = "idempotency_key")
    private String idempotencyKey;

    private byte[] fingerprint;

    @Column(name = "created_by")
    private UUID createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "package", joinColumns = @JoinColumn(name = "version"))
    @OrderColumn(name = "position")
    private List<StoredPackage> packages;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "rate", joinColumns = @JoinColumn(name = "version"))
    @OrderColumn(name = "position")
    private List<StoredRate> rates;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "provider_rate", joinColumns = @JoinColumn(name = "version"))
    @OrderColumn(name = "position")
    private List<StoredProviderRate> providerRates;

    protected StoredVersion() {}

    StoredVersion(CatalogVersion published, Publication by, Instant createdAt) {
        version = published.version();
        effectiveFrom = published.effectiveFrom();
        chatHoldCeilingMicros = published.chatHoldCeilingMicros();
        typicalInputTokens = published.typicalInputTokens();
        typicalOutputTokens = published.typicalOutputTokens();
        packages = published.packages().stream().map(StoredPackage::new).toList();
        rates = published.rates().stream().map(StoredRate::new).toList();
        providerRates =
                published.providerRates().stream().map(StoredProviderRate::new).toList();
        idempotencyKey = by.idempotencyKey();
        fingerprint = by.fingerprint();
        createdBy = by.userId();
        this.createdAt = createdAt;
    }

    byte[] fingerprint() {
        return fingerprint.clone();
    }

    Instant createdAt() {
        return createdAt;
    }

    /** Null for a version that came with a migration. */
    UUID publisher() {
        return publisher(createdBy);
    }

    static UUID publisher(UUID createdBy) {
        return MIGRATION.equals(createdBy) ? null : createdBy;
    }

    CatalogVersion published() {
        return new CatalogVersion(
                version,
                effectiveFrom,
                chatHoldCeilingMicros,
                typicalInputTokens,
                typicalOutputTokens,
                packages.stream().map(StoredPackage::sold).toList(),
                rates.stream().map(StoredRate::rate).toList(),
                providerRates.stream().map(StoredProviderRate::rate).toList());
    }
}
