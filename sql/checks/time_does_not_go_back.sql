-- Along the history of an account the time never goes back, whichever server wrote it (D16).
SELECT account_id, sequence, at, at_before
  FROM (SELECT account_id, sequence, at, lag(at) OVER (PARTITION BY account_id ORDER BY sequence) AS at_before FROM entry) e
 WHERE at < at_before;
