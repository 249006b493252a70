package com.wevion.credits.approval;

import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.team.Members;

/** Caps that were raised for a time. */
final class Raises {
    /** The cap before, as it is kept with the raise. */
    record Undo(String monthlyCap) {}

    private Raises() {}

    /** Unless somebody has set another cap since. A further raise, made upon this one, goes back as far as this one does. */
    static void setBack(Sql sql, Members members, Approval due) {
        Approval.Raise raise = due.raise();
        AccountKind account = raise.account();
        Undo undo = sql.first(
                        "SELECT undo FROM approval WHERE id = ?",
                        row -> Json.stored(row.getString("undo"), Undo.class),
                        due.approvalId())
                .orElseThrow();
        Long presentUnits = members.cap(due.teamId(), due.askedBy(), account);
        if (presentUnits != null && account.unit().format(presentUnits).equals(raise.monthlyCap())) {
            members.setCap(due.teamId(), due.askedBy(), account, account.unit().parse("undo", undo.monthlyCap));
        } else {
            sql.update(
                    """
                    UPDATE approval SET undo = ?::json
                     WHERE team_id = ? AND asked_by = ? AND kind = 'MEMBER_CAP' AND request ->> 'account' = ?
                       AND ends_at IS NOT NULL AND ended_at IS NULL AND id <> ? AND undo ->> 'monthlyCap' = ?""",
                    Json.write(undo),
                    due.teamId(),
                    due.askedBy(),
                    account.name(),
                    due.approvalId(),
                    raise.monthlyCap());
        }
    }
}
