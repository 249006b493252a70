package com.wevion.credits.team.approval;

import com.wevion.credits.approval.Approvable;
import com.wevion.credits.approval.Approval;
import com.wevion.credits.approval.ApprovalKind;
import com.wevion.credits.approval.Consent;
import com.wevion.credits.approval.OwnerChange;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.team.Teams;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import javax.sql.DataSource;

/** Gives teams another owner. */
@Stateless
public class OwnerChanges implements Approvable {
    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Teams teams;

    @Override
    public ApprovalKind kind() {
        return ApprovalKind.OWNER_CHANGE;
    }

    @Override
    public void approve(Approval asked, Consent consent) {
        teams.locked(asked.teamId());
        consent.give(Sql.on(dataSource));
        teams.changeOwner(asked.teamId(), asked.wanted(OwnerChange.class).userId());
    }
}
