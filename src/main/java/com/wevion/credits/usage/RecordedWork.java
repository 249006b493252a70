package com.wevion.credits.usage;

import com.wevion.credits.ledger.operation.Companion;
import com.wevion.credits.ledger.operation.CompanionRows;
import com.wevion.credits.ledger.operation.Ending;
import com.wevion.credits.platform.database.ArrayParameters;
import com.wevion.credits.usage.UsageRecord.CostSource;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of a piece of work, written with what ends its hold.
 *
 * @param records first those of what was sold, then those of the kinds that were told beside it
 * @param shares by which the first divide what is charged
 */
record RecordedWork(List<UsageRecord> records, Shares shares) implements CompanionRows<Ending> {

    /** Nothing is charged yet. */
    static RecordedWork of(Provision provision, UsageOutcome outcome, Instant at) {
        FinishedWork work = provision.work();
        List<Long> costs = provision.costs();
        List<UsageRecord> records = new ArrayList<>();
        for (int i = 0; i < costs.size(); i++) {
            Delivery part = provision.parts().get(i);
            CostSource source = provision.isTold(i) ? CostSource.WORKER : CostSource.CATALOG;
            records.add(new UsageRecord(
                    work.workId(),
                    part.measure(),
                    at,
                    provision.provider(),
                    work.told().namedRequest(),
                    work.service(),
                    work.engine(),
                    part.quantity(),
                    costs.get(i),
                    costs.get(i) == null ? null : source,
                    0,
                    outcome));
        }
        return new RecordedWork(records, provision.shares());
    }

    /** Divides what was charged among what was sold; kinds of tokens are no part of that. */
    @Override
    public RecordedWork decided(Ending ending) {
        List<Long> charges = shares.of(ending.chargedUnits());
        List<UsageRecord> charged = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            charged.add(i < charges.size() ? records.get(i).charged(charges.get(i)) : records.get(i));
        }
        return new RecordedWork(charged, shares);
    }

    @Override
    public String insert() {
        return UsageRecord.INSERT;
    }

    @Override
    public void bind(ArrayParameters arrays, List<Companion<?>> all) throws SQLException {
        UsageRecord.bind(
                arrays,
                all.stream()
                        .flatMap(work -> ((RecordedWork) work).records.stream())
                        .toList());
    }
}
