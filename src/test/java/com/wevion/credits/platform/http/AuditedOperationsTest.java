package com.wevion.credits.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.wevion.credits.trail.AuditAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every operation that changes something is in the audit log, or there is a reason why not. */
class AuditedOperationsTest {
    /** Each with the actions that it records. */
    private static final Map<String, String> AUDITED = table("""
            PUT /teams/{teamId}: TEAM_CREATED TEAM_CHANGED
            PATCH /teams/{teamId}/settings: SETTINGS_CHANGED
            PUT /teams/{teamId}/members/{userId}: MEMBER_ADDED MEMBER_CHANGED
            DELETE /teams/{teamId}/members/{userId}: MEMBER_REMOVED
            POST /teams/{teamId}/adjustments: ADJUSTMENT_MADE
            POST /catalog/versions: CATALOG_PUBLISHED
            DELETE /catalog/versions/{version}: CATALOG_WITHDRAWN
            POST /teams/{teamId}/purchases: PURCHASE_BEGUN
            POST /teams/{teamId}/purchases/{purchaseId}/cancellation: PURCHASE_GIVEN_UP
            PUT /teams/{teamId}/auto-top-up: AUTO_TOP_UP_SET
            POST /teams/{teamId}/creative-bills: BILL_MADE
            POST /stripe/events/{id}/replay: STRIPE_EVENT_REPLAYED
            POST /dead-letters/{id}/replay: DEAD_LETTER_REPLAYED
            POST /dead-letters/{id}/dismissal: DEAD_LETTER_DISMISSED
            POST /reconciliation/runs: RECONCILIATION_STARTED
            POST /reconciliation/runs/{runId}/stop: RECONCILIATION_STOPPED
            POST /reconciliation/runs/{runId}/restart: RECONCILIATION_RESTARTED
            POST /reconciliation/runs/{runId}/abandon: RECONCILIATION_ABANDONED
            PATCH /reconciliation/breaks/{breakId}: BREAK_CHANGED
            PUT /reconciliation/ignored: CHARGES_IGNORED
            DELETE /reconciliation/ignored: CHARGES_COMPARED_AGAIN
            POST /reconciliation/invoices: INVOICE_SENT
            POST /reconciliation/invoices/{importId}/dismissal: INVOICE_DISMISSED
            POST /reconciliation/usage: GATEWAY_USAGE_SENT
            PUT /reconciliation/rates/{currency}/{month}: RATE_ENTERED
            DELETE /reconciliation/rates/{currency}/{month}: RATE_TAKEN_BACK
            PUT /reconciliation/rates/ecb: RATES_IMPORTED
            POST /ledger/verifications: VERIFICATION_STARTED
            POST /teams/{teamId}/keys: KEY_MADE
            POST /teams/{teamId}/keys/{keyId}/rotation: KEY_ROTATED
            DELETE /teams/{teamId}/keys/{keyId}: KEY_REVOKED
            POST /keys: KEY_MADE
            POST /keys/{keyId}/rotation: KEY_ROTATED
            DELETE /keys/{keyId}: KEY_REVOKED
            POST /teams/{teamId}/webhooks: WEBHOOK_MADE
            POST /teams/{teamId}/webhooks/{webhookId}/rotation: WEBHOOK_ROTATED
            DELETE /teams/{teamId}/webhooks/{webhookId}: WEBHOOK_REMOVED
            POST /teams/{teamId}/webhooks/{webhookId}/deliveries/{eventId}/replay: DELIVERY_REPLAYED
            POST /webhooks: WEBHOOK_MADE
            POST /webhooks/{webhookId}/rotation: WEBHOOK_ROTATED
            DELETE /webhooks/{webhookId}: WEBHOOK_REMOVED
            POST /webhooks/{webhookId}/deliveries/{eventId}/replay: DELIVERY_REPLAYED
            POST /teams/{teamId}/approvals: APPROVAL_ASKED
            POST /teams/{teamId}/approvals/{approvalId}/approval: APPROVAL_GIVEN MEMBER_CHANGED SETTINGS_CHANGED TEAM_CHANGED ADJUSTMENT_MADE
            POST /teams/{teamId}/approvals/{approvalId}/refusal: APPROVAL_REFUSED
            POST /approvals/{approvalId}/approval: APPROVAL_GIVEN CATALOG_PUBLISHED
            POST /approvals/{approvalId}/refusal: APPROVAL_REFUSED
            DELETE /people/{userId}/personal-data: PERSON_ERASED
            POST /session: SIGNED_IN
            DELETE /session: SIGNED_OUT
            """);

    /** Each with the reason why it records nothing when it succeeds; refused, all of them are recorded. */
    private static final Map<String, String> NOT_AUDITED = table("""
            POST /catalog/what-if: it changes nothing
            POST /teams/{teamId}/quotes: it changes nothing
            POST /teams/{teamId}/chat/messages: the hold names the person
            POST /teams/{teamId}/chat/messages/{messageId}/completion: the ledger's entry is the record
            POST /teams/{teamId}/jobs: the hold names the person
            POST /teams/{teamId}/jobs/{jobId}/cancellation: the job names the person; it frees money or changes nothing
            POST /jobs/{jobId}/completion: the ledger's entry is the record
            POST /stripe/webhook: no person does it; the inbox keeps the event, and the ledger's entry what it moved
            PUT /teams/{teamId}/mails: it changes only what the person itself is told of
            DELETE /teams/{teamId}/mails: it changes only what the person itself is told of
            POST /mail-links/{token}: it changes only what the reader itself is told of
            POST /dev/tokens: not there in production
            POST /dev/clock: not there in production
            """);

    private static Map<String, String> table(String lines) {
        return lines.lines()
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1]));
    }

    @Test
    void everyOperationThatChangesSomethingIsAuditedOrThereIsAReasonWhyNot() {
        Set<String> changing = OpenApiDocument.written().operations().keySet().stream()
                .filter(route -> !route.startsWith("GET "))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(Stream.concat(AUDITED.keySet().stream(), NOT_AUDITED.keySet().stream()))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(changing);
    }

    @Test
    void everyActionOfAnOperationIsRecordedByTheCodeOutsideOfTheLog() {
        Set<String> recorded = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(ResourceMethod.BASE)
                        .stream()
                        .filter(type -> !type.isEquivalentTo(AuditAction.class))
                        .flatMap(type -> type.getFieldAccessesFromSelf().stream())
                        .map(JavaFieldAccess::getTarget)
                        .filter(field -> field.getOwner().isEquivalentTo(AuditAction.class))
                        .map(field -> field.getName())
                        .collect(Collectors.toSet());
        assertThat(recorded)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(AuditAction.values()).map(Enum::name).toList());
        Stream<String> named = AUDITED.values().stream().flatMap(actions -> Stream.of(actions.split(" ")));
        assertThat(recorded).containsAll(named.toList());
    }

    @Test
    void theHandbookExplainsEveryAction() throws IOException {
        String page = Files.readString(Path.of("docs/security.md"));
        assertThat(AuditAction.values()).allSatisfy(action -> assertThat(page).contains("`" + action + "`"));
    }
}
