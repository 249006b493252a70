package com.wevion.credits.chat;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.ChatTerms;
import com.wevion.credits.catalog.InsufficientCredits;
import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.catalog.Unpriceable;
import com.wevion.credits.catalog.publication.Catalog;
import com.wevion.credits.ledger.Accounts;
import com.wevion.credits.ledger.Holds;
import com.wevion.credits.ledger.Ledger;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.ledger.book.HoldRecord;
import com.wevion.credits.ledger.operation.Admission;
import com.wevion.credits.ledger.operation.Ending;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.IdempotencyKeyReused;
import com.wevion.credits.ledger.operation.InsufficientFunds;
import com.wevion.credits.ledger.operation.WorkCharge;
import com.wevion.credits.ledger.operation.WorkReport;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.json.Fingerprint;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.platform.retention.Archived;
import com.wevion.credits.team.Spender;
import com.wevion.credits.usage.Delivery;
import com.wevion.credits.usage.FinishedWork;
import com.wevion.credits.usage.Told;
import com.wevion.credits.usage.settlement.Cancellation;
import com.wevion.credits.usage.settlement.EndedBefore;
import com.wevion.credits.usage.settlement.ReportedOutcome;
import com.wevion.credits.usage.settlement.ReportedWork;
import com.wevion.credits.usage.settlement.Settlements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Admits chat messages and ends them. Each is one transaction of the ledger, whose hold is the message: it has its id, its
 * key and its terms.
 */
@ApplicationScoped
public class Messages {
    @Inject
    Ledger ledger;

    @Inject
    Accounts accounts;

    @Inject
    Holds holds;

    @Inject
    Settlements settlements;

    @Inject
    Catalog catalog;

    @Inject
    Clock clock;

    /**
     * Sets aside what the message may cost, or as much of it as is available (S15, D6).
     *
     * @throws InsufficientCredits if nothing is available
     * @throws Unpriceable if the model is not offered, or the tokens are out of its range
     */
    Admission admit(Spender spender, MessageRequest request, String idempotencyKey) {
        byte[] fingerprint = fingerprint(spender.userId(), request);
        CatalogVersion prices = catalog.current();
        ChatTerms price = prices.chat(request.model(), request.estimatedInputTokens(), request.maxOutputTokens());
        String terms = Json.write(new MessageTerms(price, request.conversationId()));
        try {
            return ledger.post(hold(spender, price, terms, idempotencyKey, fingerprint));
        } catch (InsufficientFunds e) {
            throw new InsufficientCredits(spender.teamId(), e.requiredUnits(), e.availableUnits(), prices);
        }
    }

    /**
     * The answer to an earlier request with this key, for a retry that could not be admitted now.
     *
     * @param userId the user as whom the retry spends
     * @throws IdempotencyKeyReused if the earlier request was another one
     */
    Optional<Admission> earlier(UUID teamId, UUID userId, MessageRequest request, String idempotencyKey) {
        return holds.admission(teamId, HoldKind.CHAT_MESSAGE, idempotencyKey, fingerprint(userId, request));
    }

    private static byte[] fingerprint(UUID userId, MessageRequest request) {
        return Fingerprint.of(userId, request);
    }

    private Hold hold(Spender spender, ChatTerms price, String terms, String idempotencyKey, byte[] fingerprint) {
        AdmittedWork message = new AdmittedWork(
                Ids.next(),
                accounts.idOf(spender.teamId(), AccountKind.CREDITS),
                spender.teamId(),
                HoldKind.CHAT_MESSAGE,
                spender.userId(),
                price.holdMicros(),
                clock.instant().plusSeconds(price.holdTimeoutSeconds()),
                terms);
        return Hold.of(message, idempotencyKey, fingerprint).orLess().within(spender.capCreditsMicros());
    }

    /**
     * A message of a team, as it is now; without terms if it is archived.
     *
     * @throws NotFound if the team has no such message
     */
    HoldRecord find(UUID teamId, UUID messageId) {
        return holds.find(messageId)
                .filter(hold -> isMessageOf(teamId, hold.work()))
                .or(() -> archived(teamId, messageId))
                .orElseThrow(() -> new NotFound("chat message"));
    }

    private Optional<HoldRecord> archived(UUID teamId, UUID messageId) {
        return holds.archived(messageId).filter(hold -> isMessageOf(teamId, hold.work()));
    }

    private static boolean isMessageOf(UUID teamId, AdmittedWork work) {
        return work.kind() == HoldKind.CHAT_MESSAGE && work.teamId().equals(teamId);
    }

    /**
     * Charges a message that succeeded by its tokens at the prices of its admission, or voids one that failed (S5, S6).
     *
     * @throws NotFound if the team has no such message
     * @throws EndedBefore if it had ended otherwise, or too long ago; that is recorded and charges nothing (D8)
     * @throws Archived if it is archived, and had not ended by this report
     */
    Ending complete(UUID teamId, UUID messageId, MessageCompletion reported) {
        Instant arrivedAt = clock.instant();
        Optional<AdmittedWork> admitted = holds.admitted(messageId).filter(work -> isMessageOf(teamId, work));
        Optional<HoldRecord> archived = admitted.isPresent() ? Optional.empty() : archived(teamId, messageId);
        if (admitted.isEmpty() && archived.isEmpty()) {
            throw new NotFound("chat message");
        }
        reported.requireConsistent();
        return admitted.isPresent()
                ? complete(admitted.get(), reported, arrivedAt)
                : settlements.again(
                        archived.get(),
                        "The chat message",
                        reported.telling(reported.told()).fingerprint());
    }

    private Ending complete(AdmittedWork message, MessageCompletion reported, Instant arrivedAt) {
        Told told = reported.told();
        MessageCompletion completion = reported.telling(told);
        ChatTerms price = MessageTerms.of(message).price();
        String json = Json.write(completion);
        ReportedWork work = new ReportedWork(
                message,
                finished(message, price, completion, told),
                new WorkReport(completion.fingerprint(), json, arrivedAt),
                () -> json,
                Cancellation.NEVER);
        return completion.outcome() == ReportedOutcome.SUCCEEDED
                ? settlements.settle(work, charge(message, price, completion))
                : settlements.release(work);
    }

    private static FinishedWork finished(
            AdmittedWork message, ChatTerms price, MessageCompletion completion, Told told) {
        return new FinishedWork(
                message.id(),
                Service.CHAT,
                price.model(),
                message.admittedAt(),
                List.of(
                        delivery(Measure.INPUT_TOKEN, completion.inputTokens(), price.inputPriceUnits()),
                        delivery(Measure.OUTPUT_TOKEN, completion.outputTokens(), price.outputPriceUnits())),
                told);
    }

    private static Delivery delivery(Measure measure, Long tokens, long priceUnits) {
        return new Delivery(measure, tokens, priceUnits);
    }

    private static WorkCharge charge(AdmittedWork message, ChatTerms price, MessageCompletion completion) {
        long input = completion.inputTokens();
        long output = completion.outputTokens();
        return new WorkCharge(
                price.price(input, output),
                Service.CHAT.name(),
                price.rateEngine(),
                Math.addExact(input, output),
                price.explain(input, output, message.amountUnits()).toJson());
    }
}
