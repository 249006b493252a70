-- What the pages of people and of operators look for.

CREATE INDEX member_user_index ON member (user_id) WHERE removed_at IS NULL;
CREATE INDEX team_name_index ON team (lower(name), id);

-- What waits for an operator or for Stripe, apart from all that is over.
CREATE INDEX dead_letter_waiting_index ON dead_letter (failed_at) WHERE replayed_at IS NULL;
CREATE INDEX stripe_event_dead_index ON stripe_event (received_at) WHERE status = 'DEAD';
CREATE INDEX purchase_pending_index ON purchase (created_at) WHERE status = 'PENDING';
