-- less is billed than accrued
UPDATE creative_bill_line SET usage_nanos = usage_nanos - 1, carried_out_nanos = carried_out_nanos - 1 WHERE bill_id = '{bill}';
-- more is billed than accrued
UPDATE creative_bill_line SET usage_nanos = usage_nanos + 10000000, billed_cents = billed_cents + 1 WHERE bill_id = '{bill}';
UPDATE creative_bill SET amount_cents = amount_cents + 1 WHERE id = '{bill}';
-- an entry of usage is less than what was billed
UPDATE entry SET amount_units = amount_units + 1 WHERE operation_id = '{last job}';
-- a correction is left out
DELETE FROM creative_bill_line WHERE bill_id = '{void bill}' AND type = 'ADJUSTMENT';
UPDATE creative_bill SET amount_cents = 10 WHERE id = '{void bill}';
-- a payment that went back is left out
DELETE FROM creative_bill_line WHERE bill_id = '{void bill}' AND type = 'RETURNED';
UPDATE creative_bill SET amount_cents = 3 WHERE id = '{void bill}';
-- an entry of a payment that went back was added among what is billed
UPDATE entry SET amount_units = amount_units - 1 WHERE operation_id = '{bill dispute}';
-- the amount is more than that of the lines
UPDATE creative_bill SET amount_cents = amount_cents + 1 WHERE id = '{open bill}';
-- the lines are gone
DELETE FROM creative_bill_line WHERE bill_id = '{bill}';
