package com.wevion.credits.team.approval;

import com.wevion.credits.approval.Approvable;
import com.wevion.credits.approval.Approval;
import com.wevion.credits.approval.ApprovalKind;
import com.wevion.credits.approval.ApprovalRequest;
import com.wevion.credits.approval.Consent;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.database.Sql;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import java.util.UUID;
import javax.sql.DataSource;

/** Members ask for credits. Whoever approves that buys them as always: nothing is bought by the approval itself. */
@Stateless
public class CreditsWishes implements Approvable {
    /** The credits that somebody would like to have, decimal. */
    record CreditsWish(String credits) {}

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Override
    public ApprovalKind kind() {
        return ApprovalKind.MORE_CREDITS;
    }

    @Override
    public Object wished(UUID teamId, UUID by, ApprovalRequest wanted) {
        long micros = Unit.CREDITS.parse("credits", wanted.credits());
        if (micros <= 0) {
            throw new Invalid("credits", "must be more than zero");
        }
        return new CreditsWish(Unit.CREDITS.format(micros));
    }

    @Override
    public void approve(Approval asked, Consent consent) {
        consent.give(Sql.on(dataSource));
    }
}
