package com.wevion.credits.ledger.book;

/** The kind of work that a hold is for. */
public enum HoldKind {
    CHAT_MESSAGE(ReferenceKind.CHAT_MESSAGE),
    JOB(ReferenceKind.JOB);

    private final ReferenceKind reference;

    HoldKind(ReferenceKind reference) {
        this.reference = reference;
    }

    /** The kind of thing that the entry of its charge is for. */
    public ReferenceKind reference() {
        return reference;
    }
}
