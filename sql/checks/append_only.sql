-- Guarantee 5: the triggers that refuse changes of what is never changed are there and switched on, for every change and without
-- condition; those of entries on every partition. Their function refuses, by its own words, and no role or database is told to go
-- by without triggers.
SELECT needed.relation::text, needed.name AS missing_trigger
  -- before (2), for each row (1), update (16), delete (8), truncate (32)
  FROM (SELECT part.relid AS relation, t.name, t.type
          FROM pg_partition_tree('entry') part
         CROSS JOIN (VALUES ('entry_append_only', 1 + 2 + 16 + 8), ('entry_append_only_truncate', 2 + 32)) AS t (name, type)
        UNION ALL
        SELECT never_changed::regclass, never_changed || '_append_only', 2 + 16 + 8 + 32
          FROM unnest(ARRAY['checkpoint', 'checkpoint_head', 'usage_record', 'usage_recording', 'job', 'job_cancellation',
                            'catalog_version', 'catalog_withdrawal', 'package', 'rate', 'provider_rate',
                            'reconciliation_break_change', 'reconciliation_action',
                            'reconciliation_ignore_change',
                            'reconciliation_currency_rate', 'retention_horizon', 'retention_archive']) AS never_changed) AS needed
 WHERE NOT EXISTS (
     SELECT FROM pg_trigger t
       JOIN pg_proc p ON p.oid = t.tgfoid
      WHERE t.tgrelid = needed.relation AND t.tgname = needed.name AND t.tgtype = needed.type AND t.tgenabled IN ('O', 'A')
        -- Neither a WHEN, nor UPDATE OF some columns.
        AND t.tgqual IS NULL AND cardinality(t.tgattr::int2[]) = 0
        AND p.proconfig IS NULL AND p.prosrc = $$
BEGIN
    RAISE EXCEPTION 'table % is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$)
UNION ALL
SELECT coalesce(r.rolname, 'every role'), told
  FROM pg_db_role_setting s
 CROSS JOIN unnest(s.setconfig) AS told
  LEFT JOIN pg_roles r ON r.oid = s.setrole
 WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
   AND told LIKE 'session_replication_role=%' AND told <> 'session_replication_role=origin';
