-- The links of the audit log are numbered without gaps, and each has the hash of the hash before and its line.
SELECT sequence, sequence_before, line_id
  FROM (SELECT k.sequence, k.line_id, k.hash, l.content::text AS content,
               coalesce(lag(k.sequence) OVER chain, 0) AS sequence_before,
               coalesce(lag(k.hash) OVER chain, decode(repeat('00', 32), 'hex')) AS hash_before
          FROM audit_link k
          LEFT JOIN audit_line l ON l.id = k.line_id
        WINDOW chain AS (ORDER BY k.sequence)) AS link
 WHERE sequence <> sequence_before + 1 OR content IS NULL OR hash <> audit_hash(hash_before, sequence, content);
