-- What the application may do where it is not the owner of these tables. server-config/postgresql/roles.sql makes the two roles.

-- Every table can be read and added to. These are the exceptions: what the application also changes or deletes, and what it only reads.
-- PrivilegesTest holds them against what the application does.
CREATE OR REPLACE FUNCTION application_privileges() RETURNS TABLE (name text, privileges text[]) LANGUAGE sql IMMUTABLE AS $$
    SELECT name, string_to_array(list, ', ') FROM (VALUES
        ('account', 'SELECT, INSERT, UPDATE'),
        ('api_key', 'SELECT, INSERT, UPDATE'),
        ('approval', 'SELECT, INSERT, UPDATE'),
        ('archived_hold', 'SELECT'),
        ('audit_personal', 'SELECT, INSERT, DELETE'),
        ('audit_unlinked', 'SELECT, INSERT, DELETE'),
        ('auto_top_up', 'SELECT, INSERT, UPDATE'),
        ('browser_session', 'SELECT, INSERT, UPDATE, DELETE'),
        ('clock', 'SELECT, UPDATE'),
        ('creative_bill', 'SELECT, INSERT, UPDATE'),
        ('creative_month', 'SELECT, INSERT, UPDATE'),
        ('crossing', 'SELECT, INSERT, UPDATE'),
        ('dead_letter', 'SELECT, INSERT, UPDATE'),
        ('event', 'SELECT, INSERT, DELETE'),
        ('flyway_schema_history', 'SELECT'),
        ('hold', 'SELECT, INSERT, UPDATE'),
        ('invoice_fetch', 'SELECT, INSERT, UPDATE'),
        ('invoice_fetch_day', 'SELECT, INSERT, UPDATE'),
        ('invoice_import', 'SELECT, INSERT, UPDATE'),
        ('invoice_line', 'SELECT, INSERT, DELETE'),
        ('invoice_scope', 'SELECT, INSERT, DELETE'),
        ('jbatchcheckpointdata', 'SELECT, INSERT, UPDATE, DELETE'),
        ('jbatchexecutioninstancedata', 'SELECT, INSERT, UPDATE, DELETE'),
        ('jbatchjobinstancedata', 'SELECT, INSERT, UPDATE, DELETE'),
        ('jbatchjobstatus', 'SELECT, INSERT, UPDATE, DELETE'),
        ('jbatchstepexecutioninstancedata', 'SELECT, INSERT, UPDATE, DELETE'),
        ('jbatchstepstatus', 'SELECT, INSERT, UPDATE, DELETE'),
        ('member', 'SELECT, INSERT, UPDATE'),
        ('member_use', 'SELECT, INSERT, UPDATE'),
        ('outbox', 'SELECT, INSERT, UPDATE, DELETE'),
        ('purchase', 'SELECT, INSERT, UPDATE'),
        ('reconciliation_accounted', 'SELECT, INSERT, DELETE'),
        ('reconciliation_audit', 'SELECT, INSERT, UPDATE'),
        ('reconciliation_break', 'SELECT, INSERT, UPDATE'),
        ('reconciliation_correction', 'SELECT, INSERT, DELETE'),
        ('reconciliation_covered', 'SELECT, INSERT, DELETE'),
        ('reconciliation_finding', 'SELECT, INSERT, UPDATE, DELETE'),
        ('reconciliation_group', 'SELECT, INSERT, DELETE'),
        ('reconciliation_ignore', 'SELECT, INSERT, UPDATE, DELETE'),
        ('reconciliation_ignored', 'SELECT, INSERT, DELETE'),
        ('reconciliation_ignored_sum', 'SELECT, INSERT, DELETE'),
        ('reconciliation_matched', 'SELECT, INSERT, DELETE'),
        ('reconciliation_money', 'SELECT, INSERT, UPDATE, DELETE'),
        ('reconciliation_provider', 'SELECT, INSERT, UPDATE, DELETE'),
        ('reconciliation_rate', 'SELECT, INSERT, DELETE'),
        ('reconciliation_recorded', 'SELECT, INSERT, DELETE'),
        ('reconciliation_repeat', 'SELECT, INSERT, DELETE'),
        ('reconciliation_request', 'SELECT, INSERT, UPDATE, DELETE'),
        ('reconciliation_run', 'SELECT, INSERT, UPDATE'),
        ('reconciliation_sku', 'SELECT, INSERT, DELETE'),
        ('reconciliation_slice', 'SELECT, INSERT, UPDATE, DELETE'),
        ('reconciliation_source', 'SELECT, INSERT, DELETE'),
        ('reconciliation_step', 'SELECT, INSERT, UPDATE, DELETE'),
        ('reconciliation_total', 'SELECT, INSERT, DELETE'),
        ('reconciliation_unmatched', 'SELECT, INSERT, DELETE'),
        ('retention_archive', 'SELECT'),
        ('retention_horizon', 'SELECT'),
        ('schema_compatibility', 'SELECT'),
        ('stripe_balance_days', 'SELECT, INSERT, UPDATE'),
        ('stripe_event', 'SELECT, INSERT, UPDATE'),
        ('stripe_event_key', 'SELECT'),
        ('stripe_movement', 'SELECT, INSERT, UPDATE'),
        ('stripe_payout', 'SELECT, INSERT, UPDATE'),
        ('system_account', 'SELECT'),
        ('team', 'SELECT, INSERT, UPDATE'),
        ('team_customer', 'SELECT, INSERT, UPDATE'),
        ('usage_recording', 'SELECT'),
        ('verification', 'SELECT, INSERT, UPDATE, DELETE'),
        ('webhook', 'SELECT, INSERT, UPDATE'),
        ('webhook_delivery', 'SELECT, INSERT, UPDATE'),
        ('mail_receiver', 'SELECT, INSERT, UPDATE, DELETE'),
        ('mail_item', 'SELECT, INSERT, UPDATE, DELETE'),
        ('mailbox', 'SELECT, INSERT, UPDATE, DELETE')
    ) AS exceptions (name, list)
$$;

-- Gives the application's roles what they need of the tables of whoever calls this, and takes from them what is beyond that. They are the
-- roles that by default may add rows to tables which this owner makes. Called after each migration (afterMigrateApplied.sql).
CREATE OR REPLACE FUNCTION grant_to_application() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_change record;
BEGIN
    FOR v_change IN
        WITH application AS (
            SELECT DISTINCT a.grantee::regrole AS role
              FROM pg_default_acl d CROSS JOIN aclexplode(d.defaclacl) a
             WHERE d.defaclrole = current_user::regrole AND d.defaclnamespace = current_schema()::regnamespace
               AND d.defaclobjtype = 'r' AND a.privilege_type = 'INSERT' AND a.grantee NOT IN (0, d.defaclrole)
        ), relation AS (
            SELECT c.oid, c.relkind, c.relacl,
                   CASE WHEN c.relispartition THEN '{}' -- by way of its table
                        WHEN c.relkind = 'v' THEN '{SELECT}'
                        WHEN c.relkind = 'S' THEN '{USAGE}'
                        ELSE coalesce(p.privileges, '{SELECT, INSERT}') END::text[] AS privileges
              FROM pg_class c LEFT JOIN application_privileges() p ON p.name = c.relname
             WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'S')
               AND c.relowner = current_user::regrole
        )
        SELECT r.oid::regclass AS relation, CASE r.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind, r.privileges, a.role
          FROM relation r CROSS JOIN application a
         CROSS JOIN LATERAL (
            SELECT coalesce(array_agg(h.privilege_type), '{}') AS privileges
              FROM aclexplode(r.relacl) h WHERE h.grantee = a.role) AS held
         WHERE NOT r.privileges @> held.privileges OR NOT held.privileges @> r.privileges
    LOOP
        EXECUTE format('REVOKE ALL ON %s %s FROM %s', v_change.kind, v_change.relation, v_change.role);
        IF v_change.privileges <> '{}' THEN
            EXECUTE format('GRANT %s ON %s %s TO %s', array_to_string(v_change.privileges, ', '), v_change.kind, v_change.relation,
                v_change.role);
        END IF;
    END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION grant_to_application() FROM PUBLIC;
