-- One grain, one name. The ledger counts units, a millionth of a credit or a billionth of a dollar, which are worth the same (D3):
-- "..._units". Where it is known which of the two is meant, credits are "..._micros" and dollars "..._nanos".
-- Names alone change: no row is written, and no hash is over a name. entry_is_as_its_type keeps the name of its parameter, since a
-- new one would have every entry read again for the constraint that calls it.
-- Servers before this one ask for the old names.

UPDATE schema_compatibility SET oldest_server = 31;

ALTER TABLE account RENAME COLUMN balance_micros TO balance_units;
ALTER TABLE account RENAME COLUMN held_micros TO held_units;
ALTER TABLE account RENAME COLUMN limit_micros TO limit_units;
ALTER TABLE account RENAME COLUMN debt_micros TO debt_units;
ALTER TABLE account RENAME COLUMN frozen_micros TO frozen_units;
COMMENT ON COLUMN account.balance_units IS 'Balance after the last entry. CREATIVE goes down from 0 as usage accrues';
COMMENT ON COLUMN account.held_units IS 'Sum of the open holds';
COMMENT ON COLUMN account.limit_units IS 'Spending limit of a CREATIVE account. available = limit + balance - held, never shown below 0';
COMMENT ON COLUMN account.debt_units IS 'What a clawback could not take from the balance (D15)';
COMMENT ON COLUMN account.frozen_units IS 'What open disputes keep from being spent (D15)';

ALTER TABLE entry RENAME COLUMN amount_micros TO amount_units;
ALTER TABLE entry RENAME COLUMN balance_after_micros TO balance_after_units;
ALTER TABLE entry RENAME COLUMN shortfall_micros TO shortfall_units;
COMMENT ON COLUMN entry.amount_units IS 'Signed: positive adds to the balance';
COMMENT ON COLUMN entry.balance_after_units IS 'The running balance';
COMMENT ON COLUMN entry.shortfall_units IS 'What the work cost beyond its hold and what was available; not charged (D5)';

ALTER VIEW system_balance RENAME COLUMN balance_micros TO balance_units;
COMMENT ON VIEW system_balance IS 'Units per system account: the other side of all entries';

ALTER TABLE hold RENAME COLUMN amount_micros TO amount_units;
ALTER TABLE hold RENAME COLUMN available_after_micros TO available_after_units;
ALTER TABLE hold RENAME COLUMN charged_micros TO charged_units;
ALTER TABLE hold RENAME COLUMN shortfall_micros TO shortfall_units;
ALTER TABLE hold RENAME COLUMN balance_at_end_micros TO balance_at_end_units;
ALTER TABLE hold RENAME COLUMN available_at_end_micros TO available_at_end_units;
COMMENT ON COLUMN hold.amount_units IS 'What is set aside';
COMMENT ON COLUMN hold.available_after_units IS 'What was available right after admission, for the answer to a retry';
COMMENT ON COLUMN hold.charged_units IS 'Charged when settled, 0 when voided or expired';
COMMENT ON COLUMN hold.shortfall_units IS 'What could not be charged (D5)';
COMMENT ON COLUMN hold.balance_at_end_units IS 'The balance right after the end, for the answer to a retry';
COMMENT ON COLUMN hold.available_at_end_units IS 'What was available right after the end, for the answer to a retry';

ALTER TABLE member_use RENAME COLUMN charged_micros TO charged_units;
ALTER TABLE member_use RENAME COLUMN held_micros TO held_units;
COMMENT ON COLUMN member_use.month IS 'First day of the calendar month (UTC) that charged_units counts';
COMMENT ON COLUMN member_use.charged_units IS 'What was charged in that month';
COMMENT ON COLUMN member_use.held_units IS 'What is in open holds';

ALTER TABLE checkpoint_head RENAME COLUMN balance_micros TO balance_units;
COMMENT ON COLUMN checkpoint_head.balance_units IS 'Balance after that entry';

ALTER TABLE adjustment RENAME COLUMN amount_micros TO amount_units;
COMMENT ON COLUMN adjustment.amount_units IS 'Signed';

ALTER TABLE job RENAME COLUMN quoted_micros TO quoted_units;
COMMENT ON COLUMN job.quoted_units IS 'The full quote (D7)';

ALTER TABLE usage_record RENAME COLUMN charged_micros TO charged_units;
COMMENT ON COLUMN usage_record.charged_units IS 'What the team was charged, for the margin';

ALTER TABLE rate RENAME COLUMN price_micros TO price_units;
COMMENT ON COLUMN rate.unit_size IS 'How many of it price_units buys';
COMMENT ON COLUMN rate.price_units IS 'Price of unit_size, in micro-credits or nano-dollars, which are worth the same (D3)';

ALTER TABLE package RENAME COLUMN price_micros TO price_nanos;

ALTER TABLE member RENAME COLUMN cap_usd_micros TO cap_usd_nanos;

ALTER TABLE team RENAME COLUMN creative_limit_micros TO creative_limit_nanos;
ALTER TABLE team RENAME COLUMN creative_ceiling_micros TO creative_ceiling_nanos;

ALTER TABLE clock RENAME COLUMN ahead_micros TO ahead_microseconds;

-- Made anew with other parameters by R__ledger_functions.sql.
DROP FUNCTION IF EXISTS entry_canonical;
DROP FUNCTION IF EXISTS at_micros;
