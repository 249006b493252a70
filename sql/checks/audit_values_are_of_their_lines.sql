-- Each personal value of the audit log is the one whose digest its line has.
SELECT p.line_id, encode(p.digest, 'hex') AS digest
  FROM audit_personal p
  LEFT JOIN audit_line l ON l.id = p.line_id
 WHERE p.digest <> sha256(p.salt || convert_to(p.value, 'UTF8'))
    OR coalesce(strpos(l.content::text, encode(p.digest, 'hex')), 0) = 0;
