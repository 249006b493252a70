package com.wevion.credits.catalog.publication;

import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.PartialUnits;
import com.wevion.credits.catalog.Rate;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.ledger.book.Unit;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/** A row of the table {@code rate}. */
@Embeddable
class StoredRate {

    @Enumerated(EnumType.STRING)
    private Service service;

    private String engine;

    @Enumerated(EnumType.STRING)
    private Measure per;

    @Column(name = "unit_size")
    private long unitSize;

    @Column(name = "price_units")
    private long priceUnits;

    @Enumerated(EnumType.STRING)
    private Unit unit;

    @Enumerated(EnumType.STRING)
    private PartialUnits billing;

    private long minimum;

    private long maximum;

    private boolean enabled;

    @Column(name = "hold_timeout_seconds")
    private long holdTimeoutSeconds;

    protected StoredRate() {}

    StoredRate(Rate rate) {
        service = rate.service();
        engine = rate.engine();
        per = rate.per();
        unitSize = rate.unitSize();
        priceUnits = rate.priceUnits();
        unit = rate.unit();
        billing = rate.billing();
        minimum = rate.minimum();
        maximum = rate.maximum();
        enabled = rate.enabled();
        holdTimeoutSeconds = rate.holdTimeoutSeconds();
    }

    Rate rate() {
        return new Rate(
                service,
                engine,
                per,
                unitSize,
                priceUnits,
                unit,
                billing,
                minimum,
                maximum,
                enabled,
                holdTimeoutSeconds);
    }
}
