-- Guarantee 5: the trigger that refuses changes of entries is there and switched on.
SELECT 'entry_append_only' AS missing_trigger
 WHERE NOT EXISTS (
     SELECT FROM pg_trigger
      WHERE tgrelid = 'entry'::regclass AND tgname = 'entry_append_only' AND tgenabled IN ('O', 'A')
        -- before (2), update (16), delete (8), truncate (32), once per statement
        AND tgtype & 59 = 58);
