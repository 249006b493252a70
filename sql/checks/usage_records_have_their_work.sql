-- A usage record is of a chat message or job that ended as the record says: nothing else was charged for.
SELECT u.work_id, u.measure, u.service, u.outcome, h.kind, h.state
  FROM usage_record u
  LEFT JOIN hold h ON h.id = u.work_id
 WHERE h.id IS NULL
    OR NOT CASE u.outcome
               WHEN 'SUCCEEDED' THEN h.state = 'SETTLED'
               WHEN 'FAILED' THEN h.state = 'VOIDED'
               ELSE h.state IN ('EXPIRED', 'VOIDED')
           END
    OR (h.kind = 'CHAT_MESSAGE') <> (u.service = 'CHAT')
    OR (h.kind = 'CHAT_MESSAGE') <> (u.measure IN ('INPUT_TOKEN', 'OUTPUT_TOKEN'));
