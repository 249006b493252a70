package com.wevion.credits.platform.database;

import java.time.LocalDate;
import java.util.UUID;

/**
 * The latest night of work that is to run every night, and what became of it.
 *
 * @param night the day at whose time the run was due
 * @param runId null if there is none
 * @param problem the reason why it failed, or the providers that did; null if none is known
 */
public record Night(LocalDate night, State state, UUID runId, String problem) {
    /** The state of a night: that of its run, or why there is none. */
    public enum State {
        /** It will begin soon. */
        PENDING(false),
        RUNNING(false),
        COMPLETED(false),
        ABANDONED(false),
        /** It works for longer than the setting allows. */
        LATE(true),
        /** It should have begun. */
        MISSING(true),
        STOPPED(true),
        FAILED(true),
        COMPLETED_WITH_FAILURES(true);

        private final boolean needsSomebody;

        State(boolean needsSomebody) {
            this.needsSomebody = needsSomebody;
        }

        /** True if a person has to look after it. */
        public boolean needsSomebody() {
            return needsSomebody;
        }
    }
}
