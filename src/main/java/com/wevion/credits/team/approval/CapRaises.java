package com.wevion.credits.team.approval;

import com.wevion.credits.approval.Approvable;
import com.wevion.credits.approval.Approval;
import com.wevion.credits.approval.ApprovalKind;
import com.wevion.credits.approval.ApprovalRequest;
import com.wevion.credits.approval.Approvals;
import com.wevion.credits.approval.CapRaise;
import com.wevion.credits.approval.Consent;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.team.Members;
import com.wevion.credits.team.Teams;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;

/** Raises the monthly caps of members (D13). */
@Stateless
public class CapRaises implements Approvable {
    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Teams teams;

    @Inject
    Members members;

    @Inject
    Approvals approvals;

    @Inject
    Clock clock;

    @Override
    public ApprovalKind kind() {
        return ApprovalKind.MEMBER_CAP;
    }

    @Override
    public CapRaise wished(UUID teamId, UUID by, ApprovalRequest wanted) {
        AccountKind account = wanted.account();
        long capUnits = account.unit().parse("monthlyCap", wanted.monthlyCap());
        Long presentUnits = members.cap(teamId, by, account);
        if (presentUnits == null) {
            throw new Conflict("You have no cap on this account.");
        }
        if (capUnits <= presentUnits) {
            throw new Invalid(
                    "monthlyCap",
                    "must be more than your cap, " + account.unit().format(presentUnits));
        }
        return new CapRaise(
                null, account, account.unit().format(capUnits), Raised.until(wanted.until(), clock.instant()));
    }

    @Override
    public void approve(Approval asked, Consent consent) {
        teams.locked(asked.teamId());
        CapRaise raise = asked.wanted(CapRaise.class);
        AccountKind account = raise.account();
        UUID member = asked.person().orElseThrow();
        Long presentUnits = members.cap(asked.teamId(), member, account);
        if (presentUnits == null) {
            throw new Conflict("The person has no such cap any more.");
        }
        consent.give(Sql.on(dataSource), raise.until(), account.unit().format(presentUnits));
        members.setCap(
                asked.teamId(),
                member,
                account,
                raise.monthlyCap() == null ? null : Math.max(presentUnits, units(raise, raise.monthlyCap())));
    }

    @Override
    public void end(Approval due) {
        teams.locked(due.teamId());
        CapRaise raise = due.wanted(CapRaise.class);
        AccountKind account = raise.account();
        UUID member = due.person().orElseThrow();
        Long presentUnits = members.cap(due.teamId(), member, account);
        Raised.end(
                approvals,
                due,
                raise.monthlyCap(),
                presentUnits == null ? null : account.unit().format(presentUnits),
                before -> members.setCap(due.teamId(), member, account, units(raise, before)));
    }

    private static long units(CapRaise raise, String text) {
        return raise.account().unit().parse("monthlyCap", text);
    }
}
