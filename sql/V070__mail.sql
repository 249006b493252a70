-- Older servers: send no mails; what they record as events is mailed by newer ones.

CREATE TABLE mail_receiver (
    id              uuid        NOT NULL,
    team_id         uuid,
    user_id         uuid,
    address         text        NOT NULL,
    language        text        NOT NULL,
    types           text[]      NOT NULL,
    made_at         timestamptz NOT NULL,
    asked_at        timestamptz,
    confirmed_at    timestamptz,
    refused_at      timestamptz,
    unsubscribed_at timestamptz,
    CONSTRAINT mail_receiver_pk PRIMARY KEY (id),
    CONSTRAINT mail_receiver_of_a_member UNIQUE (team_id, user_id),
    CONSTRAINT mail_receiver_is_a_member_or_an_operator CHECK ((team_id IS NULL) = (user_id IS NULL)),
    CONSTRAINT mail_receiver_address_length CHECK (char_length(address) BETWEEN 3 AND 254)
);
COMMENT ON TABLE mail_receiver IS 'Somebody who is told of events by mail';
COMMENT ON COLUMN mail_receiver.team_id IS 'Null for an operator, who is named by a setting';
COMMENT ON COLUMN mail_receiver.asked_at IS 'When the mail was sent that asks to confirm the address';
COMMENT ON COLUMN mail_receiver.confirmed_at IS 'When its reader confirmed the address; nothing else is sent before';
COMMENT ON COLUMN mail_receiver.refused_at IS 'When its mail server refused a mail for good';
COMMENT ON COLUMN mail_receiver.unsubscribed_at IS 'When an operator unsubscribed; members are deleted then';
CREATE UNIQUE INDEX mail_receiver_operator_unique ON mail_receiver (address) WHERE team_id IS NULL;
CREATE INDEX mail_receiver_address_index ON mail_receiver (lower(address));
CREATE INDEX mail_receiver_person_index ON mail_receiver (user_id);
CREATE INDEX mail_receiver_unasked_index ON mail_receiver (id) WHERE confirmed_at IS NULL AND asked_at IS NULL;

CREATE TABLE mail_item (
    receiver_id uuid        NOT NULL REFERENCES mail_receiver ON DELETE CASCADE,
    event_id    uuid        NOT NULL REFERENCES event ON DELETE CASCADE,
    state       text        NOT NULL DEFAULT 'WAITING',
    mail_id     uuid,
    sent_at     timestamptz,
    CONSTRAINT mail_item_pk PRIMARY KEY (receiver_id, event_id),
    CONSTRAINT mail_item_state_known CHECK (state IN ('WAITING', 'SENT', 'DEAD')),
    CONSTRAINT mail_item_is_sent CHECK ((state = 'SENT') = (sent_at IS NOT NULL))
);
COMMENT ON TABLE mail_item IS 'An event that a receiver is told of';
COMMENT ON COLUMN mail_item.state IS 'WAITING: for the next mail; SENT: with one; DEAD: given up';
COMMENT ON COLUMN mail_item.mail_id IS 'The mail with which it goes, also if that has to be sent again';
CREATE INDEX mail_item_waiting_index ON mail_item (receiver_id) WHERE state = 'WAITING';
CREATE INDEX mail_item_dead_index ON mail_item (receiver_id) WHERE state = 'DEAD';
CREATE INDEX mail_item_event_index ON mail_item (event_id);

CREATE TABLE mailbox (
    address     text        NOT NULL,
    digest_at   timestamptz NOT NULL DEFAULT '-infinity',
    ask_at      timestamptz NOT NULL DEFAULT '-infinity',
    retry_at    timestamptz NOT NULL DEFAULT '-infinity',
    lease_until timestamptz NOT NULL DEFAULT '-infinity',
    attempts    integer     NOT NULL DEFAULT 0,
    mail_id     uuid,
    CONSTRAINT mailbox_pk PRIMARY KEY (address)
);
COMMENT ON TABLE mailbox IS 'What was sent to an address last, of whichever receivers, so that it gets no more than a digest an hour';
COMMENT ON COLUMN mailbox.address IS 'In small letters';
COMMENT ON COLUMN mailbox.digest_at IS 'No events are sent before';
COMMENT ON COLUMN mailbox.ask_at IS 'No confirmation is asked for before';
COMMENT ON COLUMN mailbox.retry_at IS 'Nothing is sent before, as an attempt has failed';
COMMENT ON COLUMN mailbox.lease_until IS 'A server sends to it until then';
COMMENT ON COLUMN mailbox.attempts IS 'Attempts at the mail that is being sent';
COMMENT ON COLUMN mailbox.mail_id IS 'The mail that is being sent, null for none';

CREATE FUNCTION mail_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO mail_item (receiver_id, event_id)
    SELECT id, NEW.id FROM mail_receiver
     WHERE team_id IS NOT DISTINCT FROM NEW.team_id AND NEW.type = ANY (types)
       AND confirmed_at IS NOT NULL AND refused_at IS NULL AND unsubscribed_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER event_is_mailed AFTER INSERT ON event FOR EACH ROW EXECUTE FUNCTION mail_event();
