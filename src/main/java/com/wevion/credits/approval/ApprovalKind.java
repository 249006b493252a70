package com.wevion.credits.approval;

/** The kinds of things that are asked for. */
public enum ApprovalKind {
    /** A member asks for a higher monthly cap. */
    MEMBER_CAP
}
