package com.wevion.credits.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The accounts that this server has changed since somebody asked last. A server that ends forgets them. Thread-safe. */
@ApplicationScoped
public class ChangedAccounts {
    private final Set<Long> changed = ConcurrentHashMap.newKeySet();

    void add(Collection<Long> accounts) {
        changed.addAll(accounts);
    }

    /** Takes them. */
    public Set<Long> take() {
        Set<Long> taken = new TreeSet<>();
        for (Iterator<Long> next = changed.iterator(); next.hasNext(); ) {
            taken.add(next.next());
            next.remove();
        }
        return taken;
    }
}
