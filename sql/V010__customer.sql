-- What a team is at Stripe: needed where Stripe is to ask for money by itself, for bills and top-ups.

CREATE TABLE team_customer (
    team_id  uuid        NOT NULL,
    name     text        NOT NULL,
    asked_at timestamptz NOT NULL,
    customer text,
    CONSTRAINT team_customer_pk PRIMARY KEY (team_id),
    CONSTRAINT team_customer_unique UNIQUE (customer),
    CONSTRAINT team_customer_team_fk FOREIGN KEY (team_id) REFERENCES team (id)
);
COMMENT ON TABLE team_customer IS 'A team''s customer at Stripe, one for each team that needs one';
COMMENT ON COLUMN team_customer.name IS 'The team''s name when Stripe was first asked: a repetition of that request must say the same';
COMMENT ON COLUMN team_customer.asked_at IS 'When Stripe was first asked; what it made since then may be the answer that was lost';
COMMENT ON COLUMN team_customer.customer IS 'Stripe''s id; null until Stripe has answered';
