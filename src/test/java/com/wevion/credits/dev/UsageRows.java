package com.wevion.credits.dev;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Rows of {@code usage_record} as tests compare them. */
public final class UsageRows {
    private static final String OF_WORK =
            "SELECT concat_ws(' ', outcome, service, engine, measure, quantity, coalesce(provider, '-'),"
                    + " coalesce(request_id, '-'), coalesce(cost_source || ':' || cost_nanos, '-'), charged_units)"
                    + " FROM usage_record WHERE work_id = ? ORDER BY measure";

    private UsageRows() {}

    /**
     * The records of a chat message or job, by measure: outcome, service, engine, measure, quantity, provider, request id, source
     * and nano-dollars of the cost, units charged; a dash for what is null.
     */
    public static List<String> of(LocalService service, String workId) {
        return strings(service, OF_WORK, UUID.fromString(workId));
    }

    /** The first column of a query with one parameter. */
    public static List<String> strings(LocalService service, String query, Object parameter) {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(service.databaseUrl());
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
