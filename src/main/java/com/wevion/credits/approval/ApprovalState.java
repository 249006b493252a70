package com.wevion.credits.approval;

/** The states of something that is asked for. */
public enum ApprovalState {
    ASKED,
    APPROVED,
    REFUSED,
    EXPIRED
}
