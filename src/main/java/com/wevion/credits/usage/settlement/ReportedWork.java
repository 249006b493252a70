package com.wevion.credits.usage.settlement;

import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.operation.WorkReport;
import com.wevion.credits.usage.FinishedWork;
import java.util.function.Supplier;

/**
 * Work that was admitted, with the report of its end.
 *
 * @param anomaly makes the JSON text to record if the report comes to nothing; two reports with the same text are one anomaly
 */
public record ReportedWork(
        AdmittedWork admitted,
        FinishedWork finished,
        WorkReport report,
        Supplier<String> anomaly,
        Cancellation cancellation) {}
