package com.wevion.credits.team.approval;

import com.wevion.credits.approval.Approvable;
import com.wevion.credits.approval.Approval;
import com.wevion.credits.approval.ApprovalKind;
import com.wevion.credits.approval.ApprovalRequest;
import com.wevion.credits.approval.Approvals;
import com.wevion.credits.approval.Consent;
import com.wevion.credits.approval.LimitRaise;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.team.CreativeLimit;
import com.wevion.credits.team.Teams;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;

/** Raises the limits for unpaid creative work, up to the platform's ceiling (D21). */
@Stateless
public class LimitRaises implements Approvable {
    private static final String FIELD = "spendingLimit";

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Teams teams;

    @Inject
    Approvals approvals;

    @Inject
    Clock clock;

    @Override
    public ApprovalKind kind() {
        return ApprovalKind.SPENDING_LIMIT;
    }

    @Override
    public LimitRaise wished(UUID teamId, UUID by, ApprovalRequest wanted) {
        long limitNanos = Unit.USD.parse(FIELD, wanted.spendingLimit());
        CreativeLimit present = teams.settings(teamId).creativeLimit();
        if (limitNanos <= present.nanos()) {
            throw new Invalid(FIELD, "must be more than the limit, " + Unit.USD.format(present.nanos()));
        }
        new CreativeLimit(limitNanos, present.ceilingNanos()).requireWithinCeiling(FIELD);
        return new LimitRaise(Unit.USD.format(limitNanos), Raised.until(wanted.until(), clock.instant()));
    }

    @Override
    public void approve(Approval asked, Consent consent) {
        teams.locked(asked.teamId());
        LimitRaise raise = asked.wanted(LimitRaise.class);
        long presentNanos = presentNanos(asked);
        consent.give(Sql.on(dataSource), raise.until(), Unit.USD.format(presentNanos));
        teams.limitCreative(asked.teamId(), Math.max(presentNanos, Unit.USD.parse(FIELD, raise.spendingLimit())));
    }

    @Override
    public void end(Approval due) {
        teams.locked(due.teamId());
        Raised.end(
                approvals,
                due,
                due.wanted(LimitRaise.class).spendingLimit(),
                Unit.USD.format(presentNanos(due)),
                before -> teams.limitCreative(due.teamId(), Unit.USD.parse(FIELD, before)));
    }

    private long presentNanos(Approval approval) {
        return teams.settings(approval.teamId()).creativeLimit().setNanos();
    }
}
