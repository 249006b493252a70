-- Guarantee 4: each USAGE entry is of a chat message or a job whose hold, on the same account, was settled; the hold may be archived.
SELECT e.account_id, e.sequence, e.operation_id
  FROM entry e
 WHERE e.type = 'USAGE'
   AND NOT EXISTS (SELECT FROM hold h
                    WHERE h.id = e.operation_id AND h.account_id = e.account_id AND h.kind = e.reference_kind AND h.state = 'SETTLED')
   AND NOT EXISTS (SELECT FROM archived_hold h
                    WHERE h.id = e.operation_id AND h.account_id = e.account_id AND h.kind = e.reference_kind AND h.state = 'SETTLED');
