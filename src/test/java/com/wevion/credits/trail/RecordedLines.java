package com.wevion.credits.trail;

import com.wevion.credits.platform.database.Sql;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Lines of the audit log as tests compare them. */
public final class RecordedLines {
    private RecordedLines() {}

    /** Those of an action in the order in which they were written: the kind of author, and the named fields as they are afterwards. */
    public static List<String> of(DataSource database, AuditAction action, String... fields) {
        String select = Arrays.stream(fields)
                .map(field -> ", coalesce(content -> 'after' ->> '" + field + "', '-')")
                .collect(Collectors.joining());
        return Sql.on(database)
                .list(
                        "SELECT concat_ws(' ', content ->> 'by'" + select
                                + ") FROM audit_line WHERE action = ? ORDER BY id",
                        row -> row.getString(1),
                        action.name());
    }
}
