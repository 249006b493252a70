-- Makes the two roles of the service's database: the owner of the schema, as whom migrations and retention.sh run, and the application,
-- which the servers connect as and which can neither change the schema nor what is kept for ever. To be run in that database by a
-- superuser, for a new one and for one that is in use. It may be repeated:
--
--   PGOPTIONS='-c credits.owner=credits -c credits.application=credits_app' psql -X -v ON_ERROR_STOP=1 -d credits -f roles.sql
--
-- A role that is not there is made without a password: give it one by \password in psql, which sends it hashed.
BEGIN;
DO $$
DECLARE
    v_owner       CONSTANT text := coalesce(nullif(current_setting('credits.owner', true), ''), 'credits');
    v_application CONSTANT text := coalesce(nullif(current_setting('credits.application', true), ''), 'credits_app');
    v_role        text;
    v_statement   text;
BEGIN
    IF v_owner = v_application THEN
        RAISE EXCEPTION 'The owner and the application have to be two roles, not both %', v_owner;
    END IF;
    FOREACH v_role IN ARRAY ARRAY[v_owner, v_application] LOOP
        IF to_regrole(quote_ident(v_role)) IS NULL THEN
            EXECUTE format('CREATE ROLE %I LOGIN', v_role);
        END IF;
    END LOOP;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = v_application
                  AND (rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls)) THEN
        EXECUTE format('ALTER ROLE %I NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', v_application);
    END IF;
    IF pg_has_role(v_application, v_owner, 'MEMBER') THEN
        EXECUTE format('REVOKE %I FROM %I', v_owner, v_application);
    END IF;

    -- All that is there becomes the owner's, also what the application has owned.
    EXECUTE format('ALTER DATABASE %I OWNER TO %I', current_database(), v_owner);
    EXECUTE format('ALTER SCHEMA public OWNER TO %I', v_owner);
    FOR v_statement IN
        SELECT format('ALTER %s %s OWNER TO %I',
                      CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
                      c.oid::regclass, v_owner)
          FROM pg_class c
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
           AND c.relowner <> quote_ident(v_owner)::regrole
           -- A sequence of a column goes with its table, and what an extension has made is its own.
           AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                              AND (d.deptype = 'e' OR c.relkind = 'S' AND d.deptype IN ('a', 'i')))
        UNION ALL
        SELECT format('ALTER ROUTINE %s OWNER TO %I', p.oid::regprocedure, v_owner)
          FROM pg_proc p
         WHERE p.pronamespace = 'public'::regnamespace AND p.proowner <> quote_ident(v_owner)::regrole
           AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
        UNION ALL
        SELECT format('ALTER %s %s OWNER TO %I', CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, t.oid::regtype, v_owner)
          FROM pg_type t
         WHERE t.typnamespace = 'public'::regnamespace AND t.typtype IN ('d', 'e', 'r') AND t.typowner <> quote_ident(v_owner)::regrole
           AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
    LOOP
        EXECUTE v_statement;
    END LOOP;

    -- The application uses the schema and adds nothing to it. Its runs of the reconciliation make temporary tables.
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM %I', current_database(), v_application);
    EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO %I', current_database(), v_application);
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    EXECUTE format('REVOKE ALL ON SCHEMA public FROM %I', v_application);
    EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', v_application);

    -- What the owner makes from now on. It is also how a migration knows the application; it grants what single tables need beyond this.
    EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA public GRANT SELECT, INSERT ON TABLES TO %I', v_owner, v_application);
    EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA public GRANT USAGE ON SEQUENCES TO %I', v_owner, v_application);
    IF to_regproc('public.grant_to_application') IS NOT NULL THEN
        EXECUTE format('SET LOCAL ROLE %I', v_owner);
        SET LOCAL search_path = public;
        PERFORM grant_to_application();
        RESET ROLE;
    ELSE
        -- An older schema, which the owner is to migrate; a server that is started too early can say so.
        EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA public TO %I', v_application);
    END IF;
END $$;
COMMIT;
