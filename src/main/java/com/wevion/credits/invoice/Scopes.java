package com.wevion.credits.invoice;

import com.wevion.credits.invoice.format.Charge;
import com.wevion.credits.invoice.format.FileRefused;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The scopes of a file: its accounts and invoices, each with the days on which its charges begin. Not thread-safe. */
final class Scopes {
    /** One account and invoice; "" where the file names none. */
    static final class Scope {
        final String account;
        final String invoiceId;
        LocalDate firstDay;
        LocalDate lastDay;
        long lines;

        private Scope(Key key, LocalDate day) {
            account = Objects.toString(key.account(), "");
            invoiceId = Objects.toString(key.invoiceId(), "");
            firstDay = day;
            lastDay = day;
        }

        private void add(LocalDate day) {
            lines++;
            firstDay = day.isBefore(firstDay) ? day : firstDay;
            lastDay = day.isAfter(lastDay) ? day : lastDay;
        }
    }

    private record Key(String account, String invoiceId) {}

    private final int max;
    private final Map<Key, Scope> scopes = new LinkedHashMap<>();

    Scopes(int max) {
        this.max = max;
    }

    /**
     * Counts a charge.
     *
     * @throws FileRefused if the file has more accounts and invoices than the limit
     */
    void add(Charge charge) {
        Key key = new Key(charge.account, charge.invoiceId);
        Scope scope = scopes.get(key);
        if (scope == null) {
            if (scopes.size() == max) {
                throw new FileRefused(
                        "line " + charge.line + ": the file has more than " + max + " pairs of account and invoice");
            }
            scope = new Scope(key, charge.day);
            scopes.put(key, scope);
        }
        scope.add(charge.day);
    }

    Collection<Scope> all() {
        return scopes.values();
    }
}
