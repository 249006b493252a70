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
 * @param shares by which the records divide what is charged
 */
record RecordedWork(List<UsageRecord> records, Shares shares) implements CompanionRows<Ending> {

    /** Nothing is charged yet. */
    static RecordedWork of(Provision provision, UsageOutcome outcome, Instant at) {
        FinishedWork work = provision.work();
        Shares shares = provision.shares();
        Long told = work.told().costNanos();
        List<Long> costs = told == null ? provision.catalogCosts() : shares.of(told);
        CostSource source = told == null ? CostSource.CATALOG : CostSource.WORKER;
        List<UsageRecord> records = new ArrayList<>();
        for (int i = 0; i < costs.size(); i++) {
            Delivery part = work.deliveries().get(i);
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
        return new RecordedWork(records, shares);
    }

    /** Divides what was charged. */
    @Override
    public RecordedWork decided(Ending ending) {
        List<Long> charges = shares.of(ending.chargedUnits());
        List<UsageRecord> charged = new ArrayList<>();
        for (int i = 0; i < charges.size(); i++) {
            charged.add(records.get(i).charged(charges.get(i)));
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
