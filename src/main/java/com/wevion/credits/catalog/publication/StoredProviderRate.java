package com.wevion.credits.catalog.publication;

import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.PartialUnits;
import com.wevion.credits.catalog.ProviderRate;
import com.wevion.credits.catalog.Service;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;

/** A row of the table {@code provider_rate}. */
@Embeddable
class StoredProviderRate {

    private String provider;

    @Enumerated(EnumType.STRING)
    private Service service;

    private String engine;

    @Enumerated(EnumType.STRING)
    private Measure per;

    @Column(name = "unit_size")
    private long unitSize;

    @Column(name = "cost_nanos")
    private long costNanos;

    @Column(name = "effective_from")
    private Instant effectiveFrom;

    @Column(name = "effective_to")
    private Instant effectiveTo;

    private String sku;

    @Enumerated(EnumType.STRING)
    private PartialUnits billing;

    protected StoredProviderRate() {}

    StoredProviderRate(ProviderRate rate) {
        provider = rate.provider();
        service = rate.service();
        engine = rate.engine();
        per = rate.per();
        unitSize = rate.unitSize();
        costNanos = rate.costNanos();
        effectiveFrom = rate.effectiveFrom();
        effectiveTo = rate.effectiveTo();
        sku = rate.sku();
        billing = rate.billing();
    }

    ProviderRate rate() {
        return new ProviderRate(
                provider, service, engine, per, unitSize, costNanos, effectiveFrom, effectiveTo, sku, billing);
    }
}
