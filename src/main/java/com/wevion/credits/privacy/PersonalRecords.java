package com.wevion.credits.privacy;

import com.wevion.credits.approval.Approvals;
import com.wevion.credits.event.mail.MailReceivers;
import com.wevion.credits.identity.Sessions;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.team.Members;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.AuditLog;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** The data of people beyond their ids: found, and erased, in one transaction. */
@Stateless
public class PersonalRecords {
    @Inject
    Members members;

    @Inject
    Sessions sessions;

    @Inject
    Approvals approvals;

    @Inject
    MailReceivers mails;

    @Inject
    AuditLog audit;

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    /** All that is kept of a person; empty lists for one who was never here. */
    public PersonalData of(UUID userId) {
        return new PersonalData(
                userId,
                members.everOf(userId).stream()
                        .map(membership -> PersonalData.Membership.of(userId, membership))
                        .toList(),
                sessions.of(userId).stream()
                        .map(PersonalData.BrowserSession::of)
                        .toList(),
                approvals.askedBy(userId).stream().map(PersonalData.Request::of).toList(),
                mails.ofPerson(userId).stream().map(PersonalData.Mails::of).toList(),
                AuditLog.personalValues(Sql.on(dataSource), userId).stream()
                        .map(PersonalData.AuditValue::of)
                        .toList());
    }

    /**
     * Erases the names, addresses and sessions of a person.
     *
     * @throws Conflict if the person is still a member of a team
     */
    public void erase(UUID userId) {
        Sql sql = Sql.on(dataSource);
        int memberships = members.erase(userId);
        int ended = sessions.endAll(sql, userId);
        int requests = approvals.erase(userId);
        int addresses = MailReceivers.erase(sql, userId);
        int values = AuditLog.erase(sql, userId);
        if (memberships + ended + requests + addresses + values > 0) {
            audit.record(AuditEvent.of(
                    AuditAction.PERSON_ERASED,
                    "person",
                    userId,
                    Map.of(
                            "memberships",
                            memberships,
                            "sessions",
                            ended,
                            "requests",
                            requests,
                            "mails",
                            addresses,
                            "auditValues",
                            values),
                    null));
        }
    }
}
