-- Guarantee 2: each entry's balance is the balance before plus its amount, and the numbers have no gap.
SELECT account_id, sequence, amount_micros, balance_after_micros, balance_before_micros
  FROM (SELECT account_id, sequence, amount_micros, balance_after_micros,
               coalesce(lag(balance_after_micros) OVER chain, 0) AS balance_before_micros,
               coalesce(lag(sequence) OVER chain, 0) AS sequence_before
          FROM entry
        WINDOW chain AS (PARTITION BY account_id ORDER BY sequence)) AS e
 WHERE balance_after_micros <> balance_before_micros + amount_micros OR sequence <> sequence_before + 1;
