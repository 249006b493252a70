-- By how much the service's clock is ahead of real time. Only the embedded default ever sets it; in a production configuration it
-- is zero, which every start sees to.

CREATE TABLE clock (
    one          boolean NOT NULL DEFAULT true,
    ahead_micros bigint  NOT NULL DEFAULT 0,
    CONSTRAINT clock_pk PRIMARY KEY (one),
    CONSTRAINT clock_is_one CHECK (one),
    CONSTRAINT clock_is_never_behind CHECK (ahead_micros >= 0)
);

INSERT INTO clock DEFAULT VALUES;
