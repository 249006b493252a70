package com.wevion.credits.platform.database;

import java.io.Serial;
import java.sql.SQLException;

/** A statement failed; the cause tells whether the database was away (answered 503) or the statement is wrong (500). */
public final class DatabaseFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param cause the driver's exception */
    public DatabaseFailure(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    /** True if a row is there already that must be unique. */
    public boolean isDuplicate() {
        return sqlState().equals("23505");
    }

    /** True if a lock could not be had in time. */
    public boolean isLocked() {
        return sqlState().equals("55P03");
    }

    /** The SQLSTATE, never null; for example {@code 23505} for a violated unique constraint. */
    public String sqlState() {
        String state = ((SQLException) getCause()).getSQLState();
        return state == null ? "" : state;
    }
}
