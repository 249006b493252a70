-- Guarantee 5: the triggers that refuse changes of entries and of checkpoints are there and switched on; those of entries on
-- every partition.
SELECT needed.relation, needed.name AS missing_trigger
  -- before (2), for each row (1), update (16), delete (8), truncate (32)
  FROM (SELECT part.relid AS relation, t.name, t.type
          FROM pg_partition_tree('entry') part
         CROSS JOIN (VALUES ('entry_append_only', 1 + 2 + 16 + 8), ('entry_append_only_truncate', 2 + 32)) AS t (name, type)
        UNION ALL
        VALUES ('checkpoint'::regclass, 'checkpoint_append_only', 2 + 16 + 8 + 32),
               ('checkpoint_head', 'checkpoint_head_append_only', 2 + 16 + 8 + 32)) AS needed
 WHERE NOT EXISTS (
     SELECT FROM pg_trigger
      WHERE tgrelid = needed.relation AND tgname = needed.name AND tgenabled IN ('O', 'A') AND tgtype = needed.type);
