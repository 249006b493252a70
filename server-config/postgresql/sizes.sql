-- What the tables take, and what that is for each charge: psql -f sizes.sql. A charge is a hold that was settled; VACUUM first for exact figures.
WITH tables AS (
    SELECT coalesce(i.inhparent, c.oid)::regclass::text AS name, sum(greatest(c.reltuples, 0))::bigint AS row_count,
           sum(pg_table_size(c.oid)) AS bytes, sum(pg_indexes_size(c.oid)) AS index_bytes
      FROM pg_class c
      LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
     GROUP BY 1
), charges AS (
    SELECT greatest(count(*), 1) AS number FROM hold WHERE state = 'SETTLED'
)
SELECT coalesce(name, 'all') AS "table", sum(row_count) AS rows, round(sum(row_count) / number, 2) AS rows_per_charge,
       round(sum(bytes) / number) AS bytes_per_charge, round(sum(index_bytes) / number) AS index_bytes_per_charge,
       pg_size_pretty(sum(bytes + index_bytes)) AS size
  FROM tables, charges
 GROUP BY GROUPING SETS ((name, number), (number))
 ORDER BY sum(bytes + index_bytes) DESC
 LIMIT 12;
