package com.wevion.credits.approval;

import java.util.UUID;

/** Whoever does the things of one kind that are asked for. */
public interface Approvable {
    /** The kind. */
    ApprovalKind kind();

    /**
     * The thing that somebody asks for by itself, as it is kept and shown.
     *
     * @throws com.wevion.credits.platform.Refusal if it cannot be asked for
     */
    default Object wished(UUID teamId, UUID by, ApprovalRequest wanted) {
        throw new UnsupportedOperationException(kind() + " is not asked for by itself");
    }

    /**
     * Gives the consent and does what was asked for, in one transaction.
     *
     * @throws com.wevion.credits.platform.Refusal if it cannot be done any more; then it stays undecided
     */
    void approve(Approval asked, Consent consent);

    /** Ends what was approved for a time, in one transaction. */
    default void end(Approval due) {
        throw new UnsupportedOperationException(kind() + " does not end");
    }
}
