package com.wevion.credits.platform.start;

import com.wevion.credits.platform.database.Sql;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** The tables that only ever grow and that the application's role could change nevertheless, as it owns them or was granted too much. */
final class WritableBooks {
    private static final Logger LOG = Logger.getLogger(WritableBooks.class.getName());

    /** A trigger refuses changes of such a table, which its owner can switch off. */
    private static final String FOUND = """
            SELECT current_user AS role, c.relname AS name
              FROM pg_class c
             WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
               AND EXISTS (SELECT FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
                            WHERE t.tgrelid = c.oid AND p.proname = 'refuse_change' AND t.tgtype & 16 = 16
                               AND (pg_has_role(c.relowner, 'MEMBER') OR has_table_privilege(c.oid, 'UPDATE, TRUNCATE, TRIGGER')
                                    -- Some rows may be erased, though never changed.
                                    OR t.tgtype & 8 = 8 AND has_table_privilege(c.oid, 'DELETE')))
             ORDER BY c.relname""";

    private WritableBooks() {}

    /** Says it in the log, once for a start. */
    static void warnOf(DataSource database) {
        List<String> found = Sql.on(database).list(FOUND, row -> row.getString("role") + ": " + row.getString("name"));
        if (!found.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "The role of the application could alter the books in the database ({0}, and {1} further tables)."
                            + " Separate it from the owner of the schema by server-config/postgresql/roles.sql.",
                    new Object[] {found.get(0), found.size() - 1});
        }
    }
}
