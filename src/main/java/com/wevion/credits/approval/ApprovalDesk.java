package com.wevion.credits.approval;

import com.wevion.credits.identity.CurrentCaller;
import com.wevion.credits.identity.PlatformRole;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.Forbidden;
import com.wevion.credits.platform.json.Fingerprint;
import com.wevion.credits.trail.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Lets people ask for things and decide: each once, by another person than the one who asked, or for whom it is. */
@ApplicationScoped
class ApprovalDesk {
    @Inject
    @Any
    Instance<Approvable> owners;

    @Inject
    Approvals approvals;

    @Inject
    CurrentCaller caller;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /**
     * Asks for more in the caller's name, once per key.
     *
     * @throws Conflict if there is nothing to raise, or the caller has asked already and nobody has decided
     */
    Approvals.Asked ask(UUID teamId, ApprovalRequest wanted, String idempotencyKey) {
        wanted.check();
        byte[] fingerprint = Fingerprint.of(wanted);
        ApprovalKind kind = wanted.kindOrCap();
        return approvals
                .withKey(teamId, idempotencyKey, fingerprint)
                .orElseGet(() -> approvals.ask(
                        kind,
                        teamId,
                        owner(kind).wished(teamId, person(), wanted),
                        wanted.reason(),
                        idempotencyKey,
                        fingerprint));
    }

    /**
     * Approves it in the caller's name, and does it; again by the same person, it changes nothing.
     *
     * @throws Forbidden for the person who asked, or for whom it is
     * @throws Conflict if it was refused, has expired, or cannot be done any more
     */
    Approval approve(Optional<UUID> teamId, UUID id) {
        return decide(teamId, id, ApprovalState.APPROVED, asked -> {
            owner(asked.kind()).approve(asked, new Consent(asked, person(), clock.instant(), audit.author()));
            return approvals.get(teamId, id);
        });
    }

    /**
     * Refuses it in the caller's name; again by the same person, it changes nothing.
     *
     * @throws Forbidden for the person who asked, or for whom it is
     * @throws Conflict if it was approved, or has expired
     */
    Approval refuse(Optional<UUID> teamId, UUID id, String reason) {
        return decide(teamId, id, ApprovalState.REFUSED, asked -> approvals.refuse(asked, person(), reason));
    }

    private interface Decision {
        Approval on(Approval asked);
    }

    private Approval decide(Optional<UUID> teamId, UUID id, ApprovalState state, Decision decision) {
        Approval asked = approvals.get(teamId, id);
        if (asked.isDecided(state, person())) {
            return asked;
        }
        requireDecidable(asked);
        try {
            return decision.on(asked);
        } catch (DecidedMeanwhile e) {
            Approval decided = approvals.get(teamId, id);
            if (decided.isDecided(state, person())) {
                return decided;
            }
            throw e;
        }
    }

    private void requireDecidable(Approval asked) {
        if (asked.kind().isOfThePlatform() && !caller.identity().has(PlatformRole.SUPER_ADMIN)) {
            throw new Forbidden(
                    "Deciding this needs the role " + PlatformRole.SUPER_ADMIN + ".",
                    List.of(PlatformRole.SUPER_ADMIN.name()));
        }
        if (person().equals(asked.askedBy())) {
            throw new Forbidden("Another person than the one who asked has to decide.");
        }
        if (asked.person().filter(person()::equals).isPresent()) {
            throw new Forbidden("Another person than the one for whom it is has to decide.");
        }
        if (asked.state() != ApprovalState.ASKED) {
            throw new Conflict("It is " + asked.state() + " already.");
        }
        if (!asked.expiresAt().isAfter(clock.instant())) {
            throw new Conflict("It has expired; it can be asked for again.");
        }
    }

    /** Lets one expire that nobody has decided in time, or ends what was approved for a time. */
    void end(UUID id) {
        Approval due = approvals.get(Optional.empty(), id);
        if (due.state() == ApprovalState.ASKED) {
            approvals.expire(due);
        } else {
            owner(due.kind()).end(due);
        }
    }

    private Approvable owner(ApprovalKind kind) {
        return owners.stream()
                .filter(owner -> owner.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nobody does " + kind));
    }

    private UUID person() {
        return caller.identity().person();
    }
}
