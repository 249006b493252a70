package com.wevion.credits.ledger;

/** The keys by which usage is summed up. */
public enum UsageGrouping {
    DAY("to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD')"),
    USER("user_id::text"),
    ENGINE("engine"),
    SERVICE("service");

    private final String expression;

    UsageGrouping(String expression) {
        this.expression = expression;
    }

    /** As SQL over the table {@code entry}. */
    String expression() {
        return expression;
    }
}
