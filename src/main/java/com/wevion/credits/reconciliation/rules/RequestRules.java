package com.wevion.credits.reconciliation.rules;

import com.wevion.credits.usage.UsageOutcome;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Names what is wrong with a request that was billed by its own line. */
final class RequestRules {
    private final ComparisonTerms terms;
    private final Window window;
    private final Coverage coverage;

    RequestRules(ComparisonTerms terms, Window window, Coverage coverage) {
        this.terms = terms;
        this.window = window;
        this.coverage = coverage;
    }

    /** The breaks of a request, or that it agrees after all; nothing if it is about days outside of the window. */
    List<Finding> findings(Request request) {
        LocalDate day = request.billedDay() == null ? request.recordedDay() : request.billedDay();
        if (!window.has(day)) {
            return List.of();
        }
        if (request.billedRows() == 0) {
            return isMissed(request) ? List.of(missed(request, day)) : List.of();
        }
        if (request.recordedRows() == 0) {
            return onlyBilled(request, day);
        }
        return both(request, day);
    }

    private boolean isMissed(Request request) {
        boolean free = request.recorded().nanos() != null && request.recorded().nanos() == 0;
        return request.outcome() == UsageOutcome.SUCCEEDED && !free && coverage.has(request.recordedDay());
    }

    private static Finding missed(Request request, LocalDate day) {
        long recorded =
                request.recorded().nanos() == null ? 0 : request.recorded().nanos();
        return finding(Cause.RECORDED_NOT_BILLED, request, day, request.recorded(), Finding.none(), -recorded);
    }

    private static List<Finding> onlyBilled(Request request, LocalDate day) {
        long billed = request.billed().nanos();
        if (billed == 0) {
            return List.of();
        }
        if (billed == request.creditNanos()) {
            return request.matchedDay() == null ? List.of() : List.of(extra(Cause.CREDIT, request, day));
        }
        if (request.matchedDay() != null) {
            boolean correctsWhatAgreed = request.billedRows() == request.corrections();
            return List.of(extra(correctsWhatAgreed ? Cause.PRICE : Cause.DUPLICATE, request, day));
        }
        return List.of(extra(request.knownSku() ? Cause.BILLED_NOT_RECORDED : Cause.UNKNOWN_SKU, request, day));
    }

    private static Finding extra(Cause cause, Request request, LocalDate day) {
        return finding(
                cause,
                request,
                day,
                Finding.none(),
                request.billed(),
                request.billed().nanos());
    }

    private List<Finding> both(Request request, LocalDate day) {
        long billed = request.billed().nanos();
        if (request.outcome() != UsageOutcome.SUCCEEDED) {
            Cause cause = request.outcome() == UsageOutcome.LATE ? Cause.LATE_BUT_BILLED : Cause.FAILED_BUT_BILLED;
            return billed == 0 ? List.of() : List.of(finding(cause, request, day, request.billed(), billed));
        }
        List<Finding> findings = new ArrayList<>();
        boolean again = request.again().nanos() != 0 && isAgain(request) && !isSettledByCredit(request);
        if (again) {
            findings.add(finding(
                    Cause.DUPLICATE,
                    request,
                    day,
                    request.billed(),
                    request.again().nanos()));
        }
        Difference.Side once = again ? request.billedOnce() : request.billed();
        if (Window.isAnotherMonth(request.recordedDay(), request.billedDay())) {
            findings.add(finding(Cause.LATE_USAGE, request, day, once, once.nanos()));
        }
        long rows = again ? request.billedRows() - request.againRows() : request.billedRows();
        Tolerance tolerance = Tolerance.ofRequest(terms, request.allowanceNanos(rows));
        if (!isSettledByCredit(request)) {
            // How much of it came back is not always told.
            Difference.Side beforeCredit =
                    request.creditNanos() == 0 ? once : new Difference.Side(null, once.nanos() - request.creditNanos());
            if (request.creditNanos() != 0) {
                findings.add(finding(Cause.CREDIT, request, day, once, request.creditNanos()));
            }
            Difference.between(comparable(request), beforeCredit, tolerance, Cause.PRICE)
                    .forEach(difference ->
                            findings.add(finding(difference.cause(), request, day, once, difference.nanos())));
        }
        if (findings.isEmpty() && window.has(request.recordedDay())) {
            return List.of(finding(Cause.MATCHED, request, day, once, 0));
        }
        return findings;
    }

    /** A request that comes again is billed twice, however small it is; lines that only together are its work are not that. */
    private boolean isAgain(Request request) {
        boolean sameCharge = request.repeats() > 0 && request.corrections() == 0;
        return request.againRows() > 0 && (sameCharge || !isInParts(request));
    }

    /** A credit that makes the bill right is no difference, whatever was wrong before it. */
    private boolean isSettledByCredit(Request request) {
        Long recorded = request.recorded().nanos();
        return request.creditNanos() != 0
                && recorded != null
                && Tolerance.ofRequest(terms, request.allowanceNanos())
                        .agrees(recorded, request.billed().nanos());
    }

    private boolean isInParts(Request request) {
        Difference.Side recorded = comparable(request);
        Difference.Side billed = request.billed();
        Tolerance tolerance = Tolerance.ofRequest(terms, 0);
        if (recorded.quantity() != null
                && billed.quantity() != null
                && recorded.quantity().signum() > 0) {
            return tolerance.isWithin(billed.quantity(), recorded.quantity());
        }
        return recorded.nanos() != null && tolerance.agrees(recorded.nanos(), billed.nanos());
    }

    /** Several measures together have no quantity that means anything. */
    private static Difference.Side comparable(Request request) {
        BigDecimal quantity =
                "*".equals(request.measure()) ? null : request.recorded().quantity();
        return new Difference.Side(quantity, request.recorded().nanos());
    }

    private static Finding finding(
            Cause cause, Request request, LocalDate day, Difference.Side billed, long varianceNanos) {
        return finding(cause, request, day, request.recorded(), billed, varianceNanos);
    }

    private static Finding finding(
            Cause cause,
            Request request,
            LocalDate day,
            Difference.Side recorded,
            Difference.Side billed,
            long varianceNanos) {
        return new Finding(
                cause,
                request.key(),
                day,
                Subject.ofRequest(request),
                Finding.OUR_CURRENCY,
                recorded,
                billed,
                varianceNanos,
                Math.max(request.recordedRows(), 1));
    }
}
