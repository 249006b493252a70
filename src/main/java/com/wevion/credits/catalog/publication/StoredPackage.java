package com.wevion.credits.catalog.publication;

import com.wevion.credits.catalog.CreditPackage;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A row of the table {@code package}. */
@Embeddable
class StoredPackage {

    private String code;

    @Column(name = "credits_micros")
    private long creditsMicros;

    @Column(name = "price_nanos")
    private long priceNanos;

    protected StoredPackage() {}

    StoredPackage(CreditPackage sold) {
        code = sold.code();
        creditsMicros = sold.creditsMicros();
        priceNanos = sold.priceNanos();
    }

    CreditPackage sold() {
        return new CreditPackage(code, creditsMicros, priceNanos);
    }
}
