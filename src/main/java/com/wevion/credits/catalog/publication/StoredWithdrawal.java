package com.wevion.credits.catalog.publication;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The withdrawal of a version before it took effect; that version never holds. */
@Entity
@Cacheable(false)
@Table(name = "catalog_withdrawal")
class StoredWithdrawal {

    @Id
    private int version;

    @Column(name = "withdrawn_by")
    private UUID withdrawnBy;

    @Column(name = "withdrawn_at")
    private Instant withdrawnAt;

    protected StoredWithdrawal() {}

    StoredWithdrawal(int version, UUID withdrawnBy, Instant withdrawnAt) {
        this.version = version;
        this.withdrawnBy = withdrawnBy;
        this.withdrawnAt = withdrawnAt;
    }

    UUID withdrawnBy() {
        return withdrawnBy;
    }

    Instant withdrawnAt() {
        return withdrawnAt;
    }
}
