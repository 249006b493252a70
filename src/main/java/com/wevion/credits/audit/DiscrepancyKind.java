package com.wevion.credits.audit;

/** A problem that the verifier can find. */
public enum DiscrepancyKind {
    /** There is no entry of this number. */
    GAP,
    /** The entry's balance is not the balance before plus its amount. */
    BALANCE,
    /** The entry's hash is not that of the hash before and its own bytes. */
    HASH,
    /** The account says that it has this entry; it is the first that is missing at the end of the history. */
    TAIL,
    /** The account's number, balance or hash is not that of its last entry. */
    ACCOUNT,
    /** The account or its entry of this number is not what the checkpoint of the day has of it. */
    CHECKPOINT,
    /** The checkpoint itself is not what was digested and signed, or does not follow the one before. */
    SIGNATURE,
    /** The line of the audit log that has this number is not the one that was linked, is missing, or is not what the checkpoint has. */
    AUDIT_LOG
}
