-- Flyway runs this after migrations, so that the application has what it needs of new tables. Versions before V058 have no such function.
DO $$
BEGIN
    IF to_regproc('grant_to_application') IS NOT NULL THEN
        PERFORM grant_to_application();
    END IF;
END $$;
