package com.wevion.credits.ledger;

import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Fingerprint;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;

/** Keeps what was reported of work and not charged, for people and for the reconciliation (D7, D8). Thread-safe. */
public class Anomalies {
    private final DataSource dataSource;
    private final Clock clock;

    /** @param dataSource gives connections that take part in no other transaction */
    Anomalies(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * Records a report; the same report of the same work again is kept once.
     *
     * @param detailsJson the report, as JSON text
     */
    public void record(UUID holdId, AnomalyKind kind, String detailsJson) {
        Sql.on(dataSource).update("""
                        INSERT INTO anomaly (hold_id, kind, details, digest, at) VALUES (?, ?, ?::json, ?, ?)
                        ON CONFLICT ON CONSTRAINT anomaly_pk DO NOTHING""", holdId, kind.name(), detailsJson, Fingerprint.of(detailsJson), clock.instant());
    }
}
