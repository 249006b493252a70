-- Guarantee 4: an entry for a chat message or a job belongs to a hold that was settled.
SELECT e.account_id, e.sequence, e.operation_id
  FROM entry e
 WHERE e.reference_kind IN ('CHAT_MESSAGE', 'JOB')
   AND NOT EXISTS (SELECT FROM hold h WHERE h.id = e.operation_id AND h.state = 'SETTLED');
