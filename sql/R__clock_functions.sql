-- The time that the service's clock shows. Whatever SQL asks for the time asks this, never now(), which knows of no other time
-- than that of the database server.
CREATE OR REPLACE FUNCTION credits_now() RETURNS timestamptz LANGUAGE sql STABLE
    RETURN now() + (SELECT ahead_microseconds FROM clock) * interval '1 microsecond';

-- What the database server's clock shows this moment, by which the servers compare theirs; nothing is ahead of real time here.
CREATE OR REPLACE FUNCTION database_clock() RETURNS timestamptz LANGUAGE sql VOLATILE
    RETURN clock_timestamp();
