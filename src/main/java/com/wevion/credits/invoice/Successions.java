package com.wevion.credits.invoice;

import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the earlier imports whose place a new one takes, by its charges or by what its sender says. */
final class Successions {
    /**
     * The imports whose place a new one takes.
     *
     * @param question the question to the sender if it is unclear whose they are; null if it is clear
     * @param asksAbout the imports of the question
     */
    record Succession(List<UUID> superseded, String question, List<UUID> asksAbout) {
        private static Succession unclear(String question, List<UUID> about) {
            return new Succession(List.of(), question, about);
        }
    }

    /** The relation of charges of an earlier import to those of the new one; the first of them decides. */
    private enum Relation {
        LONGER,
        SAME,
        PART,
        UNNAMED,
        COVERED,
        EMPTY
    }

    /** Charges of an account and invoice of an earlier import; of the relation COVERED if the new one has them. */
    private record Related(
            UUID importId,
            String fileName,
            long scopes,
            String account,
            String invoiceId,
            String newInvoiceId,
            String firstDay,
            String lastDay,
            Relation relation,
            boolean newIsLonger) {
        static Related read(ResultSet row) throws SQLException {
            return new Related(
                    Sql.uuid(row, "import_id"),
                    row.getString("file_name"),
                    row.getLong("scopes"),
                    row.getString("account"),
                    row.getString("invoice_id"),
                    row.getString("new_invoice_id"),
                    row.getString("first_day"),
                    row.getString("last_day"),
                    Relation.valueOf(row.getString("relation")),
                    row.getBoolean("new_is_longer"));
        }

        String name() {
            return Successions.name(importId, fileName);
        }

        String days() {
            return firstDay.equals(lastDay) ? "on " + firstDay : "from " + firstDay + " to " + lastDay;
        }
    }

    /** An earlier import, by the charges that decide. */
    private record Earlier(Relation relation, Related charges) {
        static Earlier of(List<Related> related) {
            Related first = related.stream()
                    .min(Comparator.comparing(Related::relation))
                    .orElseThrow();
            boolean some = related.size() < first.scopes && first.relation == Relation.COVERED;
            return new Earlier(some ? Relation.PART : first.relation, first);
        }

        boolean unclear() {
            return relation.compareTo(Relation.COVERED) < 0;
        }
    }

    private Successions() {}

    private static String name(UUID id, String fileName) {
        return fileName == null ? id.toString() : id + " (" + fileName + ")";
    }

    /** The imports that a new one supersedes, whose lines and scopes are written: those that are named, and those that are covered. */
    static Succession of(Sql sql, UUID id, ImportRequest request) {
        if (request.supersede().none()) {
            return new Succession(List.of(), null, List.of());
        }
        List<UUID> named = request.supersede().importIds();
        List<UUID> lost = named.stream()
                .filter(each -> !counts(sql, each, request.provider()))
                .toList();
        if (!lost.isEmpty()) {
            return Succession.unclear(
                    "the import " + joined(lost.stream().map(UUID::toString))
                            + " does not count or is not of this provider",
                    List.of());
        }
        List<Earlier> earlier = earlier(sql, id);
        List<Earlier> unclear = earlier.stream().filter(Earlier::unclear).toList();
        if (named.isEmpty() && !unclear.isEmpty()) {
            return Succession.unclear(
                    question(name(id, request.fileName()), unclear),
                    unclear.stream().map(each -> each.charges.importId).toList());
        }
        Stream<UUID> covered = earlier.stream()
                .filter(each -> each.relation == Relation.COVERED)
                .map(each -> each.charges.importId);
        return new Succession(Stream.concat(named.stream(), covered).distinct().toList(), null, List.of());
    }

    private static boolean counts(Sql sql, UUID id, String provider) {
        return sql.first(
                        "SELECT id FROM invoice_import WHERE id = ? AND provider = ? AND status = 'IMPORTED'",
                        row -> Sql.uuid(row, "id"),
                        id,
                        provider)
                .isPresent();
    }

    private static List<Earlier> earlier(Sql sql, UUID id) {
        Map<UUID, List<Related>> byImport = new LinkedHashMap<>();
        sql.list("SELECT * FROM related_imports(?) WHERE relation IS NOT NULL", Related::read, id)
                .forEach(each -> byImport.computeIfAbsent(each.importId, any -> new ArrayList<>())
                        .add(each));
        return byImport.values().stream().map(Earlier::of).toList();
    }

    private static String question(String own, List<Earlier> unclear) {
        Map<Relation, List<Earlier>> byRelation = unclear.stream()
                .collect(Collectors.groupingBy(
                        Earlier::relation, () -> new EnumMap<>(Relation.class), Collectors.toList()));
        List<String> said = new ArrayList<>();
        byRelation.forEach((relation, imports) -> {
            switch (relation) {
                case LONGER -> imports.forEach(each -> said.add(longer(each.charges)));
                case SAME -> imports.forEach(each -> said.add(same(each.charges)));
                default ->
                    said.add("it covers some of the same accounts, invoices and days as the import "
                            + joined(imports.stream().map(each -> each.charges.name())));
            }
        });
        boolean nameWouldDo = byRelation.keySet().equals(Set.of(Relation.UNNAMED));
        return "of the import " + own + ": " + String.join("; ", said)
                + "; say supersedes=<importId> (of several, parted by commas) if it corrects what was imported,"
                + " or supersedes=NONE if it is a further part"
                + (nameWouldDo ? ", or give it that one's file name, as neither names its account or invoice" : "");
    }

    private static String longer(Related old) {
        return (old.newIsLonger
                                ? "it charges several days at once where the import %s has shorter charges"
                                : "it has charges of shorter times where the import %s charges several days at once")
                        .formatted(old.name())
                + ", %s%s, %s here and %s there"
                        .formatted(old.days(), account(old), invoice(old.newInvoiceId), invoice(old.invoiceId));
    }

    private static String same(Related old) {
        return "it has the same charges as the import %s, %s%s, %s here and %s there"
                .formatted(old.name(), old.days(), account(old), invoice(old.newInvoiceId), invoice(old.invoiceId));
    }

    private static String account(Related old) {
        return old.account.isEmpty() ? "" : " of the account " + old.account;
    }

    private static String invoice(String id) {
        return id.isEmpty() ? "without an invoice" : "on invoice " + id;
    }

    private static String joined(Stream<String> names) {
        return names.collect(Collectors.joining(", "));
    }
}
