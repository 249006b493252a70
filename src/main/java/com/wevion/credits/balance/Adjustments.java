package com.wevion.credits.balance;

import com.wevion.credits.approval.Approval;
import com.wevion.credits.approval.ApprovalKind;
import com.wevion.credits.approval.Approvals;
import com.wevion.credits.approval.Consent;
import com.wevion.credits.approval.DecidedMeanwhile;
import com.wevion.credits.approval.DoneOrAsked;
import com.wevion.credits.approval.SecondPerson;
import com.wevion.credits.ledger.Accounts;
import com.wevion.credits.ledger.Ledger;
import com.wevion.credits.ledger.operation.Companion;
import com.wevion.credits.ledger.operation.IdempotencyKeyReused;
import com.wevion.credits.ledger.operation.InsufficientFunds;
import com.wevion.credits.ledger.operation.Posted;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.ledger.operation.RowsRefused;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Fingerprint;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.trail.AuditLog;
import com.wevion.credits.trail.Author;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Corrects balances on behalf of an operator; a mistake is put right by a further entry (D16). */
@ApplicationScoped
public class Adjustments {
    /** An adjustment and whether it had been made before. */
    record Made(Adjustment adjustment, boolean replayed) {}

    /** The rows that are committed together with the entry. */
    private record Rows(Adjustment adjustment, Author author, Optional<Consent> consent) implements Companion<Posted> {
        @Override
        public void write(Connection connection, List<Companion<?>> all) throws SQLException {
            Sql sql = Sql.on(connection);
            for (Companion<?> one : all) {
                Rows rows = (Rows) one;
                rows.adjustment.insert(sql);
                rows.author.record(sql, rows.adjustment.madeAt(), rows.adjustment.event());
                rows.give(sql);
            }
        }

        private void give(Sql sql) throws SQLException {
            try {
                consent.ifPresent(given -> given.give(sql));
            } catch (DecidedMeanwhile e) {
                throw new SQLException(e.getMessage(), DecidedMeanwhile.STATE, e);
            }
        }
    }

    @Inject
    Ledger ledger;

    @Inject
    Accounts accounts;

    @Inject
    Clock clock;

    @Inject
    AuditLog audit;

    @Inject
    SecondPerson secondPerson;

    @Inject
    Approvals approvals;

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    /**
     * Adjusts once per key, if that does not need a second person.
     *
     * @throws BelowZero if it takes more than what is available
     * @throws IdempotencyKeyReused if the key was used for another adjustment
     */
    DoneOrAsked<Made> make(UUID teamId, AdjustmentRequest request, UUID madeBy, String idempotencyKey) {
        Adjustment adjustment = adjustment(teamId, request, madeBy, idempotencyKey);
        Optional<Adjustment> earlier = find(teamId, idempotencyKey);
        if (earlier.isPresent()) {
            return DoneOrAsked.done(replay(earlier.get(), adjustment.fingerprint()));
        }
        if (secondPerson.isNeededForAdjusting(request.account(), adjustment.amountUnits())) {
            AdjustmentWish wish = new AdjustmentWish(
                    request.account(), request.account().unit().format(adjustment.amountUnits()));
            return DoneOrAsked.asked(approvals.ask(
                    ApprovalKind.ADJUSTMENT, teamId, wish, request.reason(), idempotencyKey, adjustment.fingerprint()));
        }
        return DoneOrAsked.done(make(adjustment, Optional.empty()));
    }

    /**
     * Makes an adjustment that needs the consent of a second person, in the name of the one who asked, who gets it from now on as the answer.
     *
     * @throws BelowZero if it takes more than what is available
     * @throws DecidedMeanwhile if somebody has decided it
     */
    void makeApproved(Approval asked, Consent consent) {
        AdjustmentWish wish = asked.wanted(AdjustmentWish.class);
        AdjustmentRequest request = new AdjustmentRequest(wish.account(), wish.amount(), asked.reason());
        make(
                adjustment(asked.teamId(), request, asked.askedBy(), approvals.idempotencyKey(asked)),
                Optional.of(consent));
    }

    private Adjustment adjustment(UUID teamId, AdjustmentRequest request, UUID madeBy, String idempotencyKey) {
        long amountUnits = request.amountUnits();
        return new Adjustment(
                Ids.next(),
                teamId,
                request.account(),
                accounts.idOf(teamId, request.account()),
                amountUnits,
                request.reason(),
                madeBy,
                clock.instant(),
                idempotencyKey,
                Fingerprint.of(request.account(), amountUnits, request.reason()));
    }

    private Made make(Adjustment adjustment, Optional<Consent> consent) {
        try {
            ledger.post(posting(adjustment, consent));
            return new Made(adjustment, false);
        } catch (InsufficientFunds e) {
            throw new BelowZero(e, adjustment.account().unit());
        } catch (RowsRefused e) {
            if (e.isDuplicate()) {
                // Another request with this key was faster.
                Adjustment earlier =
                        find(adjustment.teamId(), adjustment.idempotencyKey()).orElseThrow(() -> e);
                Made made = replay(earlier, adjustment.fingerprint());
                consent.ifPresent(given -> given.give(Sql.on(dataSource)));
                return made;
            }
            if (e.isBecause(DecidedMeanwhile.STATE)) {
                throw new DecidedMeanwhile();
            }
            throw e;
        }
    }

    private static Made replay(Adjustment earlier, byte[] fingerprint) {
        if (!Arrays.equals(earlier.fingerprint(), fingerprint)) {
            throw new IdempotencyKeyReused();
        }
        return new Made(earlier, true);
    }

    private Optional<Adjustment> find(UUID teamId, String idempotencyKey) {
        return Sql.on(dataSource)
                .first(
                        Adjustment.SELECT + "WHERE j.team_id = ? AND j.idempotency_key = ?",
                        Adjustment::read,
                        teamId,
                        idempotencyKey);
    }

    private Posting posting(Adjustment adjustment, Optional<Consent> consent) {
        return Posting.adjustment(adjustment.id(), adjustment.accountId(), adjustment.amountUnits())
                .by(adjustment.madeBy())
                .explained(Json.write(Map.of("reason", adjustment.reason())))
                .with(new Rows(adjustment, audit.author(), consent));
    }
}
