package com.wevion.credits.catalog.publication;

import com.wevion.credits.approval.Approvable;
import com.wevion.credits.approval.Approval;
import com.wevion.credits.approval.ApprovalKind;
import com.wevion.credits.approval.Approvals;
import com.wevion.credits.approval.Consent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Publishes the price lists that a second person has approved. */
@ApplicationScoped
class CatalogApprovals implements Approvable {
    @Inject
    Catalog catalog;

    @Inject
    Approvals approvals;

    @Override
    public ApprovalKind kind() {
        return ApprovalKind.CATALOG_VERSION;
    }

    @Override
    public void approve(Approval asked, Consent consent) {
        PriceListWish wish = asked.wanted(PriceListWish.class);
        Publication by = Publication.of(asked.askedBy(), approvals.idempotencyKey(asked), wish.catalog());
        catalog.publishApproved(wish, by, consent);
    }
}
