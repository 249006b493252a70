package com.wevion.credits.platform.retention;

import com.wevion.credits.platform.ProblemType;
import com.wevion.credits.platform.Refusal;
import java.io.Serial;
import java.time.LocalDate;
import java.util.Map;

/** 410: it was closed before the horizon, and is in the archive instead of the database. */
public final class Archived extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    private final LocalDate horizon;

    /**
     * @param what the kind of thing with its article, at the beginning of a sentence, for example {@code The job}
     * @param horizon the day before which it was closed
     */
    Archived(String what, LocalDate horizon) {
        super(
                ProblemType.ARCHIVED,
                what + " is archived, like everything that was closed before " + horizon
                        + ". An operator has the archive.");
        this.horizon = horizon;
    }

    @Override
    public Map<String, Object> members() {
        return Map.of("archivedBefore", horizon.toString());
    }
}
