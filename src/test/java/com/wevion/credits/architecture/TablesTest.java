package com.wevion.credits.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The access to tables: each has one owner, which alone writes it; the reads of others are listed. */
class TablesTest {
    private static final Map<String, Set<String>> OWNED = Map.ofEntries(
            Map.entry("platform", Set.of("clock", "schema_compatibility", "retention_horizon", "retention_archive")),
            Map.entry("identity", Set.of("browser_session", "api_key")),
            Map.entry(
                    "ledger",
                    Set.of(
                            "account",
                            "entry",
                            "hold",
                            "archived_hold",
                            "member_use",
                            "anomaly",
                            "system_account",
                            "system_balance")),
            Map.entry("trail", Set.of("audit_line", "audit_personal", "audit_link", "audit_unlinked")),
            Map.entry("team", Set.of("team", "member")),
            Map.entry("approval", Set.of("approval")),
            Map.entry(
                    "event",
                    Set.of(
                            "event",
                            "webhook",
                            "webhook_delivery",
                            "crossing",
                            "mail_receiver",
                            "mail_item",
                            "mailbox")),
            Map.entry(
                    "audit",
                    Set.of(
                            "audit_checkpoint",
                            "checkpoint",
                            "checkpoint_head",
                            "verification",
                            "reconciliation_audit")),
            Map.entry("catalog", Set.of("catalog_version", "catalog_withdrawal", "package", "provider_rate", "rate")),
            Map.entry("balance", Set.of("adjustment")),
            Map.entry(
                    "stripe",
                    Set.of(
                            "stripe_event",
                            "stripe_event_key",
                            "team_customer",
                            "stripe_movement",
                            "stripe_payout",
                            "stripe_balance_days")),
            Map.entry("purchase", Set.of("purchase", "purchase_reversal", "auto_top_up")),
            Map.entry(
                    "billing", Set.of("creative_bill", "creative_bill_line", "creative_bill_return", "creative_month")),
            Map.entry("usage", Set.of("usage_record", "usage_recording")),
            Map.entry("gateway", Set.of("gateway_import", "gateway_refusal", "gateway_usage", "compared_work")),
            Map.entry("generation", Set.of("job", "job_cancellation", "outbox", "dead_letter")),
            Map.entry(
                    "reconciliation",
                    Set.of(
                            "jbatchcheckpointdata",
                            "jbatchjobinstancedata",
                            "jbatchexecutioninstancedata",
                            "jbatchstepexecutioninstancedata",
                            "jbatchjobstatus",
                            "jbatchstepstatus")),
            Map.entry(
                    "invoice",
                    Set.of(
                            "invoice_fetch",
                            "invoice_fetch_day",
                            "invoice_import",
                            "invoice_line",
                            "invoice_period",
                            "invoice_refusal",
                            "invoice_scope",
                            "unanswered_import")));

    /** All that begin so, besides those that another package owns. */
    private static final Map<String, String> OWNED_BY_PREFIX = Map.of("reconciliation_", "reconciliation");

    /** The tables of others that a package reads: for sums and lists that would otherwise cost a statement per row. */
    private static final Map<String, Set<String>> READ = Map.ofEntries(
            Map.entry("team", Set.of("account")),
            Map.entry("audit", Set.of("account", "entry", "purchase", "audit_line", "audit_link", "audit_personal")),
            Map.entry(
                    "balance",
                    Set.of(
                            "account",
                            "entry",
                            "team",
                            "member",
                            "purchase",
                            "purchase_reversal",
                            "creative_bill",
                            "creative_bill_line")),
            Map.entry("event", Set.of("account", "member", "member_use", "team")),
            Map.entry("stripe", Set.of("team")),
            Map.entry("purchase", Set.of("account", "team")),
            Map.entry("billing", Set.of("account", "entry", "team")),
            Map.entry("usage", Set.of("account", "anomaly", "entry", "hold", "team")),
            Map.entry("generation", Set.of("hold")),
            Map.entry("gateway", Set.of("usage_record")),
            Map.entry(
                    "reconciliation",
                    Set.of(
                            "usage_record",
                            "compared_work",
                            "invoice_import",
                            "invoice_line",
                            "invoice_period",
                            "invoice_scope",
                            "provider_rate",
                            "catalog_version",
                            "catalog_withdrawal",
                            "entry",
                            "purchase",
                            "purchase_reversal",
                            "creative_bill",
                            "creative_bill_return",
                            "stripe_movement",
                            "stripe_payout",
                            "team_customer")));

    private static final Map<String, String> FUNCTIONS = Map.of(
            "R__audit_functions.sql", "trail",
            "R__crossing_functions.sql", "event",
            "R__clock_functions.sql", "platform",
            "R__invoice_functions.sql", "invoice",
            "R__ledger_functions.sql", "ledger",
            "R__privileges.sql", "platform",
            "R__verify_chain.sql", "audit",
            "R__reconciliation_functions.sql", "reconciliation");

    private static final Pattern TABLE = Pattern.compile("CREATE (?:TABLE|VIEW) (?:IF NOT EXISTS )?(\\w+)");
    private static final Pattern STRINGS = Pattern.compile("(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"");
    private static final Pattern USE =
            Pattern.compile("\\b(FROM|JOIN|INTO|UPDATE|COPY|TRUNCATE)\\s+(?:ONLY\\s+)?(\\w+)");
    private static final Pattern DELETE = Pattern.compile("\\bDELETE\\s+FROM\\s+(\\w+)");
    private static final Pattern ENTITY = Pattern.compile("Table\\(\\s*name = \"(\\w+)\"");
    private static final Set<String> WRITES = Set.of("INTO", "UPDATE", "COPY", "TRUNCATE");

    private record Touch(String feature, String table, boolean writes, Path file) {
        boolean isOwn() {
            return owner(table).equals(feature);
        }

        @Override
        public String toString() {
            return feature + (writes ? " writes " : " reads ") + table + ", " + file;
        }
    }

    private final Set<String> tables = tables();

    private static Set<String> tables() {
        return Source.below(".sql", Path.of("sql")).stream()
                .filter(source -> source.path().getFileName().toString().startsWith("V"))
                .flatMap(source -> TABLE.matcher(text(source)).results())
                .map(found -> found.group(1))
                .filter(name -> !name.endsWith("_")) // a partition, whose name is put together
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Source source) {
        return source.lines().stream()
                .filter(line -> !line.strip().matches("(--|//|/?\\*).*"))
                .collect(Collectors.joining("\n"));
    }

    private static String owner(String table) {
        return OWNED.entrySet().stream()
                .filter(owned -> owned.getValue().contains(table))
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> OWNED_BY_PREFIX.entrySet().stream()
                        .filter(prefix -> table.startsWith(prefix.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst())
                .orElse("nobody");
    }

    private List<Touch> touches() {
        Stream<Touch> code = Source.below(".java", Source.MAIN).stream().flatMap(source -> {
            String feature = Source.MAIN
                    .resolve("com/wevion/credits")
                    .relativize(source.path())
                    .getName(0)
                    .toString();
            String strings = STRINGS.matcher(text(source))
                    .results()
                    .map(MatchResult::group)
                    .collect(Collectors.joining(" "));
            Stream<Touch> entities = ENTITY.matcher(text(source))
                    .results()
                    .map(found -> new Touch(feature, found.group(1), true, source.path()));
            return Stream.concat(entities, inSql(feature, strings.replaceAll("\"\\s+\"", " "), source.path()));
        });
        Stream<Touch> functions = Source.below(".sql", Path.of("sql")).stream()
                .filter(source -> FUNCTIONS.containsKey(name(source)))
                .flatMap(source -> inSql(FUNCTIONS.get(name(source)), text(source), source.path()));
        return Stream.concat(code, functions)
                .filter(touch -> tables.contains(touch.table))
                .distinct()
                .toList();
    }

    private static String name(Source source) {
        return source.path().getFileName().toString();
    }

    private static Stream<Touch> inSql(String feature, String sql, Path file) {
        return Stream.concat(
                USE.matcher(sql)
                        .results()
                        .map(found -> new Touch(feature, found.group(2), WRITES.contains(found.group(1)), file)),
                DELETE.matcher(sql).results().map(found -> new Touch(feature, found.group(1), true, file)));
    }

    @Test
    void everyTableHasOneOwner() {
        assertThat(tables).isNotEmpty().noneMatch(table -> owner(table).equals("nobody"));
        assertThat(OWNED.values().stream().flatMap(Set::stream)).doesNotHaveDuplicates();
        assertThat(tables)
                .containsAll(OWNED.values().stream().flatMap(Set::stream).toList());
    }

    @Test
    void everyFileOfFunctionsBelongsToAPackage() {
        assertThat(Source.below(".sql", Path.of("sql")).stream()
                        .map(TablesTest::name)
                        .filter(name -> name.startsWith("R__")))
                .containsExactlyInAnyOrderElementsOf(FUNCTIONS.keySet());
    }

    @Test
    void onlyItsOwnerWritesATable() {
        assertThat(touches().stream().filter(Touch::writes).filter(touch -> !touch.isOwn()))
                .isEmpty();
    }

    @Test
    void othersReadWhatIsListed() {
        assertThat(touches().stream()
                        .filter(touch -> !touch.isOwn())
                        .filter(touch ->
                                !READ.getOrDefault(touch.feature, Set.of()).contains(touch.table)))
                .isEmpty();
    }

    @Test
    void nothingIsListedThatNobodyReads() {
        Map<String, Set<String>> read = touches().stream()
                .filter(touch -> !touch.isOwn())
                .collect(Collectors.groupingBy(Touch::feature, Collectors.mapping(Touch::table, Collectors.toSet())));
        assertThat(read).isEqualTo(READ);
    }
}
