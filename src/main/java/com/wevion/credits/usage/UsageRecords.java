package com.wevion.credits.usage;

import com.wevion.credits.catalog.publication.Catalog;
import com.wevion.credits.ledger.Anomalies;
import com.wevion.credits.ledger.AnomalyKind;
import com.wevion.credits.ledger.operation.Companion;
import com.wevion.credits.ledger.operation.Ending;
import com.wevion.credits.platform.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/**
 * Records what providers did for us and what that is expected to cost: as the worker told, or by the catalogue's provider rate
 * of the time. Thread-safe.
 */
@ApplicationScoped
public class UsageRecords {
    @Inject
    Catalog catalog;

    @Inject
    Clock clock;

    @Inject
    LateRecords lateRecords;

    @Inject
    Anomalies anomalies;

    /** Records of work that succeeded, to be written with its settlement; they divide what that charges. */
    public Companion<Ending> settled(FinishedWork work) {
        return recorded(work, UsageOutcome.SUCCEEDED);
    }

    /** Records of work that failed, to be written with the end of its hold; null if no provider is said to have done anything. */
    public Companion<Ending> failed(FinishedWork work) {
        return work.told().leavesATrace() ? recorded(work, UsageOutcome.FAILED) : null;
    }

    /**
     * Records work that was reported after its hold had ended, if a provider did anything; done again, nothing changes.
     *
     * @param succeeded true if it is reported to have succeeded
     */
    public void late(FinishedWork work, boolean succeeded) {
        if (succeeded || work.told().leavesATrace()) {
            lateRecords.keep(recorded(work, UsageOutcome.LATE));
        }
    }

    /**
     * Records what was told and cannot be used, if there is any of it (D22). After the end of the work, which it must not hinder; a
     * repetition makes up for a crash in between.
     */
    public void unusable(FinishedWork work) {
        if (!work.told().unusable().isEmpty()) {
            anomalies.record(
                    work.workId(),
                    AnomalyKind.UNUSABLE,
                    Json.write(Map.of("unusable", work.told().unusable())));
        }
    }

    private RecordedWork recorded(FinishedWork work, UsageOutcome outcome) {
        Instant at = work.doneAt(clock.instant());
        return RecordedWork.of(Provision.of(work, catalog.at(at), at), outcome, at);
    }
}
