-- a number is left out
UPDATE creative_bill SET number = 4 WHERE id = '{open bill}';
-- a number comes twice
ALTER TABLE creative_bill DROP CONSTRAINT creative_bill_number_unique;
UPDATE creative_bill SET number = 2 WHERE id = '{open bill}';
-- entries between two bills are left out
UPDATE creative_bill SET from_sequence = 8 WHERE id = '{open bill}';
-- entries are in two bills
UPDATE creative_bill SET from_sequence = 6 WHERE id = '{open bill}';
-- the first bill begins after the first entry
UPDATE creative_bill SET from_sequence = 1 WHERE id = '{bill}';
-- a bill goes beyond the last entry
UPDATE creative_bill SET to_sequence = 99 WHERE id = '{open bill}';
-- a bill is of the account of another team
UPDATE creative_bill SET account_id = {other creative}, to_sequence = from_sequence WHERE id = '{open bill}';
-- a bill is of the CREDITS account
UPDATE creative_bill SET account_id = {wallet} WHERE id = '{open bill}';
-- a bill is of no account
UPDATE creative_bill SET account_id = -1 WHERE id = '{open bill}';
-- what the bill before carried out is lost
UPDATE creative_bill_line SET carried_in_nanos = 0, carried_out_nanos = 0 WHERE bill_id = '{open bill}' AND type = 'USAGE';
-- the first bill carries something in
UPDATE creative_bill_line SET carried_in_nanos = 1, carried_out_nanos = carried_out_nanos + 1 WHERE bill_id = '{bill}';
-- what a void bill asked for is billed again by none
UPDATE creative_bill SET billed_again_by = NULL WHERE id = '{void bill}';
-- what a void bill asked for is not carried in by the bill that bills it again
UPDATE creative_bill_line SET carried_in_nanos = 0, billed_cents = 0 WHERE bill_id = '{open bill}' AND type = 'RETURNED';
