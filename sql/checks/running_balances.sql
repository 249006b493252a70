-- Guarantee 2: each entry's balance is the balance before plus its amount, and the numbers have no gap.
SELECT account_id, sequence, amount_units, balance_after_units, balance_before_units
  FROM (SELECT account_id, sequence, amount_units, balance_after_units,
               coalesce(lag(balance_after_units) OVER chain, 0) AS balance_before_units,
               coalesce(lag(sequence) OVER chain, 0) AS sequence_before
          FROM entry
        WINDOW chain AS (PARTITION BY account_id ORDER BY sequence)) AS e
 WHERE balance_after_units <> balance_before_units + amount_units OR sequence <> sequence_before + 1;
