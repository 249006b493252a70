package com.wevion.credits.ledger.operation;

import java.io.Serial;

/** The database refuses the rows of an operation or of its companion; nothing of it was written. */
public final class RowsRefused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String sqlState;

    public RowsRefused(String sqlState, Exception cause) {
        super(cause.getMessage(), cause);
        this.sqlState = sqlState;
    }

    /** True if it was refused with this SQLSTATE, for example one that a companion gives. */
    public boolean isBecause(String state) {
        return state.equals(sqlState);
    }

    /** True if a row is there already that must be the only one. */
    public boolean isDuplicate() {
        return isBecause("23505");
    }
}
