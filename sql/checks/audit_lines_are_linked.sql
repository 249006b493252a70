-- Each line of the audit log is in its chain, or waits for that, and not both.
SELECT l.id
  FROM audit_line l
  LEFT JOIN audit_link k ON k.line_id = l.id
  LEFT JOIN audit_unlinked u ON u.line_id = l.id
 WHERE (k.line_id IS NULL) = (u.line_id IS NULL);
