#!/bin/bash
# Writes what a database of e2f1ae1 holds as filled.dump: the tables of the server's batch, which it made itself, then the rows of all
# tables. The other tables are made by the migrations.
#   git worktree add /tmp/e2f1ae1 e2f1ae1 && cd /tmp/e2f1ae1 && mvn -Prun
#   fill.sh http://127.0.0.1:8080
#   dump.sh "$(sed 's/^jdbc://' /tmp/e2f1ae1/.data/database.url)" > filled.dump
set -euo pipefail
query() { psql "$url" -qAtc "$1"; }
url=$1
query "SELECT format('CREATE SEQUENCE %s;', sequencename) FROM pg_sequences WHERE sequencename LIKE 'jbatch%' ORDER BY 1"
query "SELECT format('CREATE TABLE %s (%s);', c.relname, string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
              || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), ''), ', '
              ORDER BY a.attnum))
         FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
         LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relname LIKE 'jbatch%' AND c.relkind = 'r' GROUP BY c.relname ORDER BY c.relname"
query "SELECT format('ALTER TABLE %s ADD CONSTRAINT %s %s;', conrelid::regclass, conname, pg_get_constraintdef(oid))
         FROM pg_constraint WHERE conrelid::regclass::text LIKE 'jbatch%' AND contype IN ('p', 'u', 'f') ORDER BY contype = 'f', conname"
tables=$(query "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                   AND NOT c.relispartition AND c.relname <> 'flyway_schema_history' ORDER BY 1")
echo "TRUNCATE $(echo $tables | sed 's/ /, /g');"
for table in $tables; do
    if [ "$(query "SELECT EXISTS (SELECT FROM $table)")" = t ]; then
        columns=$(query "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
                          WHERE attrelid = '$table'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''")
        echo "COPY $table ($columns) FROM stdin;"
        query "COPY (SELECT $columns FROM $table) TO STDOUT"
        echo '\.'
    fi
done
query "SELECT format('SELECT setval(%L, %s);', sequencename, last_value) FROM pg_sequences
        WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY 1"
