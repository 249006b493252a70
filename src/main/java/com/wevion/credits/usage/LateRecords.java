package com.wevion.credits.usage;

import com.wevion.credits.platform.database.DatabaseFailure;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Keeps records that have no posting to be written with. */
@Stateless
public class LateRecords {
    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    /** Keeps them, in a transaction of their own; those of the same work again are kept once. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void keep(RecordedWork work) {
        try (Connection connection = dataSource.getConnection()) {
            UsageRecord.insertOnce(connection, work.records());
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }
}
