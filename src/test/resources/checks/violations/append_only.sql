-- changes of one partition are let through
ALTER TABLE entry_3 DISABLE TRIGGER entry_append_only;
-- changes of all entries are let through
ALTER TABLE entry DISABLE TRIGGER entry_append_only;
-- changes of one partition are refused to replication only
ALTER TABLE entry_3 ENABLE REPLICA TRIGGER entry_append_only;
-- the trigger of entries is gone
DROP TRIGGER entry_append_only ON entry;
-- a partition may be emptied
DROP TRIGGER entry_append_only_truncate ON entry_5;
-- the whole table may be emptied
DROP TRIGGER entry_append_only_truncate ON entry;
-- the function lets everything through
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN coalesce(NEW, OLD); END $$;
-- the function refuses some only
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user = 'mallory' THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    RAISE EXCEPTION 'table % is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
-- the function runs with a setting of its own
ALTER FUNCTION refuse_change() SET session_replication_role = replica;
-- a trigger of the name calls another function
CREATE FUNCTION let_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN coalesce(NEW, OLD); END $$;
CREATE OR REPLACE TRIGGER checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION let_change();
-- the trigger has a condition
DROP TRIGGER checkpoint_append_only ON checkpoint;
CREATE TRIGGER checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoint
    FOR EACH STATEMENT WHEN (current_user <> 'mallory') EXECUTE FUNCTION refuse_change();
-- the trigger looks at one column only
DROP TRIGGER checkpoint_append_only ON checkpoint;
CREATE TRIGGER checkpoint_append_only BEFORE UPDATE OF day OR DELETE OR TRUNCATE ON checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- the trigger lets rows be deleted
DROP TRIGGER checkpoint_append_only ON checkpoint;
CREATE TRIGGER checkpoint_append_only BEFORE UPDATE OR TRUNCATE ON checkpoint FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- a role goes by without triggers
ALTER ROLE credits SET session_replication_role = replica;
-- the database goes by without triggers
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET session_replication_role = replica', current_database()); END $$;
-- the trigger of checkpoint is gone
DROP TRIGGER checkpoint_append_only ON checkpoint;
-- the trigger of checkpoint_head is gone
DROP TRIGGER checkpoint_head_append_only ON checkpoint_head;
-- the trigger of usage_record is gone
DROP TRIGGER usage_record_append_only ON usage_record;
-- the trigger of usage_recording is gone
DROP TRIGGER usage_recording_append_only ON usage_recording;
-- the trigger of job is gone
DROP TRIGGER job_append_only ON job;
-- the trigger of job_cancellation is gone
DROP TRIGGER job_cancellation_append_only ON job_cancellation;
-- the trigger of catalog_version is gone
DROP TRIGGER catalog_version_append_only ON catalog_version;
-- the trigger of catalog_withdrawal is gone
DROP TRIGGER catalog_withdrawal_append_only ON catalog_withdrawal;
-- the trigger of package is gone
DROP TRIGGER package_append_only ON package;
-- the trigger of rate is gone
DROP TRIGGER rate_append_only ON rate;
-- the trigger of provider_rate is gone
DROP TRIGGER provider_rate_append_only ON provider_rate;
-- the trigger of reconciliation_break_change is gone
DROP TRIGGER reconciliation_break_change_append_only ON reconciliation_break_change;
-- the trigger of reconciliation_action is gone
DROP TRIGGER reconciliation_action_append_only ON reconciliation_action;
-- the trigger of reconciliation_ignore_change is gone
DROP TRIGGER reconciliation_ignore_change_append_only ON reconciliation_ignore_change;
-- the trigger of reconciliation_currency_rate is gone
DROP TRIGGER reconciliation_currency_rate_append_only ON reconciliation_currency_rate;
-- the trigger that keeps hold is gone
DROP TRIGGER hold_kept ON hold;
-- the trigger that keeps usage_record is gone
DROP TRIGGER usage_record_kept ON usage_record;
-- the trigger that keeps job is gone
DROP TRIGGER job_kept ON job;
-- the trigger that keeps job_cancellation is gone
DROP TRIGGER job_cancellation_kept ON job_cancellation;
-- the trigger that keeps anomaly is gone
DROP TRIGGER anomaly_kept ON anomaly;
-- holds may be emptied
DROP TRIGGER hold_kept_truncate ON hold;
-- the trigger that keeps usage_record looks at another column
DROP TRIGGER usage_record_kept ON usage_record;
CREATE TRIGGER usage_record_kept BEFORE DELETE ON usage_record FOR EACH ROW EXECUTE FUNCTION refuse_to_lose('id');
-- the function that keeps work lets everything through
CREATE OR REPLACE FUNCTION refuse_to_lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$;
-- the trigger of retention_horizon is gone
DROP TRIGGER retention_horizon_append_only ON retention_horizon;
-- the trigger of retention_archive is gone
DROP TRIGGER retention_archive_append_only ON retention_archive;
-- the trigger of archived_hold is gone
DROP TRIGGER archived_hold_append_only ON archived_hold;
