package com.wevion.credits.balance;

import com.wevion.credits.approval.Approvable;
import com.wevion.credits.approval.Approval;
import com.wevion.credits.approval.ApprovalKind;
import com.wevion.credits.approval.Consent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Makes the corrections that a second person has approved. */
@ApplicationScoped
class AdjustmentApprovals implements Approvable {
    @Inject
    Adjustments adjustments;

    @Override
    public ApprovalKind kind() {
        return ApprovalKind.ADJUSTMENT;
    }

    @Override
    public void approve(Approval asked, Consent consent) {
        adjustments.makeApproved(asked, consent);
    }
}
