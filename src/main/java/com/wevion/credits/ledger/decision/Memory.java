package com.wevion.credits.ledger.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.book.EntryRecord;
import com.wevion.credits.ledger.book.HoldRecord;
import com.wevion.credits.ledger.operation.EndOfHold;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.Operation;
import com.wevion.credits.ledger.operation.Posting;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Remembers the facts of this server's last transactions, so that most batches need no look before they are written. Whatever
 * is decided by them is compared with the database when it is written. Thread-safe; bounded.
 */
public final class Memory implements Facts {
    private final Cache<Long, AccountFacts> accounts;
    private final Cache<MemberFacts.Key, MemberFacts> members;
    private final Cache<UUID, AdmittedWork> open;

    /** @param size the maximum number of accounts, of members and of open holds that it remembers */
    public Memory(int size) {
        accounts = Caffeine.newBuilder().maximumSize(size).build();
        members = Caffeine.newBuilder().maximumSize(size).build();
        open = Caffeine.newBuilder().maximumSize(size).build();
    }

    /** Keeps what a batch that has been committed leaves behind. */
    public void learn(Decisions written) {
        for (OpenAccount account : written.changedAccounts()) {
            accounts.put(account.was.id(), account.becomes());
            account.members.values().forEach(member -> members.put(member.key, member.becomes()));
        }
        written.placed().forEach(hold -> learn(hold.work()));
        written.ended().forEach(end -> open.invalidate(end.work().id()));
    }

    /** Keeps what was read of a hold that is open. */
    public void learn(AdmittedWork work) {
        open.put(work.id(), work);
    }

    /** To be called when a batch was not written, or nobody knows whether it was. */
    public void forget(List<Operation<?>> batch) {
        for (Operation<?> operation : batch) {
            accounts.invalidate(operation.accountId());
            UUID userId = operation.userId();
            if (operation instanceof EndOfHold end) {
                userId = work(end.holdId()).map(AdmittedWork::userId).orElse(null);
                open.invalidate(end.holdId());
            }
            members.invalidate(new MemberFacts.Key(operation.accountId(), userId));
        }
    }

    /** The work as it was agreed, if its hold is probably still open. */
    public Optional<AdmittedWork> work(UUID holdId) {
        return Optional.ofNullable(open.getIfPresent(holdId));
    }

    @Override
    public AccountFacts account(long accountId) {
        return certain(accounts.getIfPresent(accountId));
    }

    @Override
    public MemberFacts member(MemberFacts.Key key) {
        return certain(members.getIfPresent(key));
    }

    @Override
    public AdmittedWork work(UUID holdId, long accountId) {
        AdmittedWork work = certain(open.getIfPresent(holdId));
        if (work.accountId() != accountId) {
            throw new NotCertain();
        }
        return work;
    }

    @Override
    public HoldRecord ended(UUID holdId) {
        return null;
    }

    @Override
    public HoldRecord earlier(Hold hold) {
        return null;
    }

    @Override
    public EntryRecord earlier(Posting posting) {
        return null;
    }

    @Override
    public void requireFinal() {
        throw new NotCertain();
    }

    private static <T> T certain(T fact) {
        if (fact == null) {
            throw new NotCertain();
        }
        return fact;
    }
}
