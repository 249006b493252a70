package com.wevion.credits.privacy;

import com.wevion.credits.approval.Approval;
import com.wevion.credits.approval.ApprovalKind;
import com.wevion.credits.event.EventType;
import com.wevion.credits.event.mail.MailReceiver;
import com.wevion.credits.identity.Sessions;
import com.wevion.credits.team.Members;
import com.wevion.credits.team.Role;
import com.wevion.credits.trail.KeptValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * All that is kept of a person beyond its id. Public because the server's proxies need it.
 *
 * @param mails the events that the person is told of by mail, and where
 * @param auditValues the names, addresses and user agents in the audit log
 */
public record PersonalData(
        UUID userId,
        List<Membership> memberships,
        List<BrowserSession> sessions,
        List<Request> requests,
        List<Mails> mails,
        List<AuditValue> auditValues) {

    /**
     * A place in a team, present or former.
     *
     * @param history the address, below that of the API, of the person's lines in the team's history
     */
    record Membership(UUID teamId, String displayName, Role role, Instant joinedAt, Instant removedAt, String history) {
        static Membership of(UUID userId, Members.Kept kept) {
            return new Membership(
                    kept.teamId(),
                    kept.displayName(),
                    kept.role(),
                    kept.joinedAt(),
                    kept.removedAt(),
                    "/teams/" + kept.teamId() + "/transactions?userId=" + userId);
        }
    }

    /** A session of a browser that has not ended. */
    record BrowserSession(String issuer, String subject, String name, Instant beganAt, Instant endsAt) {
        static BrowserSession of(Sessions.Kept kept) {
            return new BrowserSession(kept.issuer(), kept.subject(), kept.name(), kept.beganAt(), kept.endsAt());
        }
    }

    /** Something that the person has asked for. */
    record Request(
            UUID approvalId, UUID teamId, ApprovalKind kind, Instant askedAt, String reason, String decisionReason) {
        static Request of(Approval asked) {
            return new Request(
                    asked.approvalId(),
                    asked.teamId(),
                    asked.kind(),
                    asked.askedAt(),
                    asked.reason(),
                    asked.decisionReason());
        }
    }

    /** The events of a team that the person is told of by mail. */
    record Mails(UUID teamId, String address, String language, List<String> types) {
        static Mails of(MailReceiver receiver) {
            return new Mails(
                    receiver.teamId(),
                    receiver.address(),
                    receiver.language(),
                    receiver.types().stream().map(EventType::text).toList());
        }
    }

    /** A value in a line of the audit log. */
    record AuditValue(UUID lineId, String value) {
        static AuditValue of(KeptValue kept) {
            return new AuditValue(kept.lineId(), kept.value());
        }
    }
}
