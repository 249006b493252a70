package com.wevion.credits.reconciliation.report;

import com.wevion.credits.invoice.fetch.NotFetched;
import com.wevion.credits.reconciliation.ProviderFailure;
import com.wevion.credits.reconciliation.RunTrigger;
import com.wevion.credits.reconciliation.breaks.BreakState;
import com.wevion.credits.reconciliation.rules.Cause;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * The result of a run. Amounts are decimal US dollars; {@code foreign} tells what was billed in other currencies.
 *
 * @param to exclusive
 * @param openBreaks the way to those that are open; null in an older report
 * @param undecided the charges that are not yet comparable, up to a limit
 * @param previous the runs before it, the newest first
 * @param skipped days that could not be compared
 * @param failures the providers that failed and are in no sum of the report
 * @param notFetched the days whose costs did not come from their providers' APIs
 */
public record Report(
        UUID runId,
        RunTrigger trigger,
        String provider,
        LocalDate from,
        LocalDate to,
        String status,
        Instant startedAt,
        int catalogVersion,
        String unit,
        List<Provider> providers,
        List<Foreign> foreign,
        List<Ignored> ignored,
        List<Invoice> invoices,
        List<Undecided> undecided,
        List<CauseSum> causes,
        List<SmallDifference> withinTolerance,
        List<Age> ageing,
        List<StateSum> states,
        OpenBreaks openBreaks,
        List<EngineMargin> margins,
        List<Daily> daily,
        Unattributed unattributed,
        Audit audit,
        MoneyReport money,
        List<Earlier> previous,
        List<Skipped> skipped,
        List<ProviderFailure> failures,
        List<NotFetched> notFetched) {
    public Report {
        // An older report does not have them.
        ignored = ignored == null ? List.of() : ignored;
        invoices = invoices == null ? List.of() : invoices;
        undecided = undecided == null ? List.of() : undecided;
        withinTolerance = withinTolerance == null ? List.of() : withinTolerance;
        failures = failures == null ? List.of() : failures;
        notFetched = notFetched == null ? List.of() : notFetched;
    }

    /**
     * A provider in the window.
     *
     * @param usageRecords of work that succeeded, for which an invoice has come whose time is over
     * @param billedCost of all usage that is billed from the window on, also of what is not yet comparable
     * @param prepaid the part of it that a purchase has paid for, which is in no total of an invoice; null in an older report
     * @param invoiceTotal the plain sum of what is billed on the days of the window, of any kind; null in an older report
     * @param unusedCommitment paid ahead, for a time that is over, and not used; null in an older report
     * @param matchedRecords of those that agree with what was billed
     * @param matchedBilled the billed amount that agrees
     * @param comparable the amount that can be compared: the billed amount, and the recorded one that was not billed
     * @param matchedShare the part of {@code comparable} that agrees, in percent; null if nothing can be compared
     * @param awaitingInvoice work of days whose invoice has not come
     * @param ofGateways the part of {@code usageRecords} and {@code recordedCost} that gateways did without admission
     * @param notYetComparable charges whose time ends after the window, and the work of that time
     */
    public record Provider(
            String provider,
            long usageRecords,
            long invoiceLines,
            long matchedRecords,
            String recordedCost,
            String billedCost,
            String prepaid,
            String invoiceTotal,
            String unusedCommitment,
            String matchedCost,
            String matchedBilled,
            String comparable,
            String matchedShare,
            Accounted accounted,
            Awaiting awaitingInvoice,
            NotYetComparable notYetComparable,
            OfGateways ofGateways,
            long breaks,
            String variance) {
        public Provider {
            // An older report does not tell what was not yet comparable, and has the share of what was recorded.
            notYetComparable = notYetComparable == null ? new NotYetComparable(0, "0", 0, "0") : notYetComparable;
            ofGateways = ofGateways == null ? new OfGateways(0, "0") : ofGateways;
            matchedBilled = matchedBilled == null ? matchedCost : matchedBilled;
            comparable = comparable == null ? recordedCost : comparable;
        }
    }

    /** The parts of the invoices besides usage, and what operators leave out. */
    public record Accounted(
            String tax, String credit, String adjustment, String rounding, String purchase, String ignored) {
        public Accounted {
            ignored = ignored == null ? "0" : ignored;
        }
    }

    /** A SKU or account that operators leave out, with what was billed for it, in its currency. */
    public record Ignored(
            String provider, String what, String name, String reason, long lines, String amount, String currency) {}

    /** Work that gateways did without admission. */
    public record OfGateways(long records, String cost) {}

    /** Work that still waits for its invoice. */
    public record Awaiting(long records, String cost) {}

    /** Charges about which nobody can say yet whether they are right, and the work in the window that they are for. */
    public record NotYetComparable(long lines, String billedCost, long records, String recordedCost) {}

    /**
     * The billed amounts of a month in another currency.
     *
     * @param month as in {@code 2026-08}; null in an older report
     * @param amount in that currency
     * @param usdPerUnit the rate; null without one
     * @param converted in US dollars, part of the totals; null without a rate, and then it is in none
     */
    public record Foreign(
            String provider,
            String currency,
            String month,
            long lines,
            String amount,
            String usdPerUnit,
            String converted) {}

    /**
     * A whole invoice of which some charge is in the window. Amounts are in {@code unit}.
     *
     * @param total the plain sum of what is billed on it: usage, purchases, credits, taxes and the rest
     */
    public record Invoice(
            String provider,
            String invoiceId,
            String unit,
            long lines,
            String total,
            String usage,
            String purchase,
            String credit,
            String tax) {}

    /**
     * Charges of a time that is not over within the window.
     *
     * @param sku null if the catalogue knows it; service and engine are null otherwise
     * @param to exclusive
     */
    public record Undecided(
            String provider,
            String service,
            String engine,
            String measure,
            String sku,
            Instant from,
            Instant to,
            long lines,
            String billedCost,
            String unit) {}

    /** The breaks of a cause; variance is what was billed too much. */
    public record CauseSum(Cause cause, long count, String recorded, String billed, String variance) {}

    /**
     * The amounts by which a SKU differs within the tolerance, added up; variance is what was billed too much.
     *
     * @param sku null for sums of days
     * @param isBreak true if it is too much together
     */
    public record SmallDifference(
            String provider,
            String service,
            String engine,
            String measure,
            String sku,
            long records,
            String recorded,
            String billed,
            String variance,
            boolean isBreak) {}

    /** The breaks that are OPEN or DISPUTED, by the days since they were first seen. */
    public record Age(String days, long count, String variance) {}

    /**
     * The way from the open breaks of the report before, of the same providers, to those of this one: opening + opened - closed = open.
     * Open are those that are OPEN or DISPUTED, whatever their day; those in another currency or of the money that came in are counted, with a
     * variance of 0.
     *
     * @param opened those that are new or open again
     * @param closed those that were resolved or accepted, by runs or by people
     * @param changed the amount by which the variance of those that stayed open has changed: opening + opened - closed + changed = open
     */
    public record OpenBreaks(BreakSum opening, BreakSum opened, BreakSum closed, String changed, BreakSum open) {}

    /** A number of breaks and their variance. */
    public record BreakSum(long count, String variance) {}

    /** All breaks that are not settled, and those that this run has settled, by how far people are with them. */
    public record StateSum(BreakState state, long count, String variance) {}

    /**
     * The margin of an engine's charges for work whose cost is known.
     *
     * @param chargedUncosted the charges for the rest, which is in no margin; null in an older report that included it, whose margins are
     * no longer shown
     * @param cost of the work whose cost is known
     * @param margin null if no cost is known
     * @param marginPercent in percent of those charges; null without a margin, or if nothing was charged
     * @param belowCost true if it was sold for less than it cost
     * @param uncosted the records whose cost nobody knows
     */
    public record EngineMargin(
            String service,
            String engine,
            long records,
            String charged,
            String chargedUncosted,
            String cost,
            String margin,
            String marginPercent,
            boolean belowCost,
            long uncosted) {
        public EngineMargin {
            if (chargedUncosted == null && uncosted == 0) {
                chargedUncosted = "0";
            } else if (chargedUncosted == null) {
                margin = null;
                marginPercent = null;
            }
        }
    }

    /** Charges and costs of a day, as of an engine. */
    public record Daily(LocalDate day, String charged, String chargedUncosted, String cost, String margin) {
        public Daily {
            margin = chargedUncosted == null ? null : margin;
        }
    }

    /** Work of which nobody knows the provider. */
    public record Unattributed(long records, String charged) {}

    /** The result of the audit of the books; {@code notCompared} is the reason why payments could not be compared. */
    public record Audit(
            List<AuditViolation> violations, long entries, long accounts, long payments, String notCompared) {}

    /** An invariant that does not hold, and where. */
    public record AuditViolation(String check, String detail) {}

    /** An earlier run, to compare with. */
    public record Earlier(
            UUID runId,
            LocalDate from,
            LocalDate to,
            Instant endedAt,
            long breaks,
            String variance,
            String matchedShare,
            long violations) {}

    /** A day that could not be compared. */
    public record Skipped(String provider, LocalDate day, String reason) {}
}
