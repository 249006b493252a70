-- What a run's report tells of the work that was recorded is summed where the days are compared, instead of read once more for it.
-- Older servers: they do not look at it, and sum up for their reports themselves.

CREATE TABLE reconciliation_recorded (
    run_id        uuid         NOT NULL,
    provider      text         NOT NULL,
    day           date         NOT NULL,
    starts_at     timestamptz  NOT NULL,
    ends_at       timestamptz  NOT NULL,
    service       text         NOT NULL,
    engine        text         NOT NULL,
    measure       measure      NOT NULL,
    records       not_negative NOT NULL,
    nanos         bigint       NOT NULL,
    of_gateways   not_negative NOT NULL,
    gateway_nanos bigint       NOT NULL,
    CONSTRAINT reconciliation_recorded_pk PRIMARY KEY (run_id, provider, day, starts_at, service, engine, measure)
);
COMMENT ON TABLE reconciliation_recorded IS 'Sums of the work that succeeded, by the provider''s days and their parts between which charges begin or end';
COMMENT ON COLUMN reconciliation_recorded.of_gateways IS 'The records of these that gateways kept';
COMMENT ON COLUMN reconciliation_recorded.nanos IS 'Cost in 1e-9 USD of the records whose cost is known';
