-- A usage record is of a chat message or job that ended as the record says: nothing else was charged for.
SELECT u.work_id, u.measure, u.service, u.outcome, h.kind, h.state
  FROM usage_record u
  LEFT JOIN (SELECT id, kind, state FROM hold UNION ALL SELECT id, kind, state FROM archived_hold) h ON h.id = u.work_id
 WHERE h.id IS NULL
    OR NOT CASE u.outcome
               WHEN 'SUCCEEDED' THEN h.state = 'SETTLED'
               WHEN 'FAILED' THEN h.state = 'VOIDED'
               ELSE h.state IN ('EXPIRED', 'VOIDED')
           END
    OR (h.kind = 'CHAT_MESSAGE') <> (u.service = 'CHAT')
    -- Kinds of tokens are told beside what was sold, and charged with it.
    OR (h.kind = 'CHAT_MESSAGE' AND u.measure IN ('IMAGE', 'SECOND', 'CHARACTER'))
    OR (u.charged_units > 0 AND u.measure <> sold_measure(u.service) AND NOT (u.service = 'CHAT' AND u.measure = 'OUTPUT_TOKEN'));
