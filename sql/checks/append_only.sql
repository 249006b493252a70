-- Guarantee 5: the triggers that refuse changes of what is never changed are there and switched on, for every change and without
-- condition; those of entries on every partition. Closed work may be deleted if its hold is in archived_hold. Their functions refuse, by
-- their own words, and no role or database is told to go by without triggers.
WITH words (refuse, lose) AS (VALUES ($$
BEGIN
    RAISE EXCEPTION 'table % is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$, $$
BEGIN
    IF NOT EXISTS (SELECT FROM archived_hold WHERE id = (to_jsonb(OLD) ->> TG_ARGV[0])::uuid) THEN
        RAISE EXCEPTION 'table % is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN OLD;
END $$)), needed (relation, name, type, source, argument) AS (
    -- before (2), for each row (1), update (16), delete (8), truncate (32)
    SELECT part.relid, t.name, t.type, refuse, ''
      FROM words
     CROSS JOIN pg_partition_tree('entry') part
     CROSS JOIN (VALUES ('entry_append_only', 1 + 2 + 16 + 8), ('entry_append_only_truncate', 2 + 32)) AS t (name, type)
    UNION ALL
    SELECT never_changed::regclass, never_changed || '_append_only', 2 + 16 + 8 + 32, refuse, ''
      FROM words
     CROSS JOIN unnest(ARRAY['checkpoint', 'checkpoint_head', 'usage_recording',
                             'catalog_version', 'catalog_withdrawal', 'package', 'rate', 'provider_rate',
                             'reconciliation_break_change', 'reconciliation_action',
                             'reconciliation_ignore_change',
                             'reconciliation_currency_rate', 'retention_horizon', 'retention_archive', 'archived_hold',
                             'audit_line', 'audit_link', 'audit_checkpoint', 'gateway_import', 'gateway_usage']) AS never_changed
    UNION ALL
    SELECT 'audit_personal'::regclass, 'audit_personal_unchanged', 2 + 16 + 32, refuse, '' FROM words
    UNION ALL
    SELECT t.name::regclass, t.name || '_append_only', 2 + 16 + 32, refuse, ''
      FROM words CROSS JOIN (VALUES ('usage_record'), ('job'), ('job_cancellation')) AS t (name)
    UNION ALL
    SELECT 'hold'::regclass, 'hold_kept_truncate', 2 + 32, refuse, '' FROM words
    UNION ALL
    SELECT t.name::regclass, t.name || '_kept', 1 + 2 + 8, lose, t.id
      FROM words
     CROSS JOIN (VALUES ('usage_record', 'work_id'), ('job', 'id'), ('job_cancellation', 'job_id'), ('hold', 'id'),
                        ('anomaly', 'hold_id')) AS t (name, id)
)
SELECT needed.relation::text, needed.name AS missing_trigger
  FROM needed
 WHERE NOT EXISTS (
     SELECT FROM pg_trigger t
       JOIN pg_proc p ON p.oid = t.tgfoid
      WHERE t.tgrelid = needed.relation AND t.tgname = needed.name AND t.tgtype = needed.type AND t.tgenabled IN ('O', 'A')
        -- Neither a WHEN, nor UPDATE OF some columns.
        AND t.tgqual IS NULL AND cardinality(t.tgattr::int2[]) = 0
        AND encode(t.tgargs, 'escape') = CASE needed.argument WHEN '' THEN '' ELSE needed.argument || '\000' END
        AND p.proconfig IS NULL AND p.prosrc = needed.source)
UNION ALL
SELECT coalesce(r.rolname, 'every role'), told
  FROM pg_db_role_setting s
 CROSS JOIN unnest(s.setconfig) AS told
  LEFT JOIN pg_roles r ON r.oid = s.setrole
 WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
   AND told LIKE 'session_replication_role=%' AND told <> 'session_replication_role=origin';
