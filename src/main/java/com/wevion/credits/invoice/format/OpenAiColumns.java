package com.wevion.credits.invoice.format;

import static com.wevion.credits.invoice.format.CsvHeader.ABSENT;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * Costs of an OpenAI organization, as CSV: one row for each day, project and line item, such as {@code gpt-4o-2024-08-06, input};
 * line items only if the export is grouped by them. It tells no quantities. The account is the organization, and with a project {@code organization/project}, because a file can be of
 * some projects.
 */
final class OpenAiColumns implements CsvFile.Columns {
    private static final Set<String> KEPT = Set.of("project_id", "project_name", "organization_name");

    private final Checks checks;
    private final Dates starts = new Dates();
    private final Dates ends = new Dates();
    private final Extras extras;
    private final int start;
    private final int end;
    private final int amount;
    private final int currency;
    private final int lineItem;
    private final int organization;
    private final int project;

    /** @throws FileRefused if a column is missing without which nothing can be said of a cost */
    OpenAiColumns(CsvHeader header, FileRules terms) {
        header.require("start_time", "amount_value", "amount_currency");
        checks = new Checks(terms);
        start = header.column("start_time");
        end = header.column("end_time");
        amount = header.column("amount_value");
        currency = header.column("amount_currency");
        lineItem = header.column("line_item");
        organization = header.column("organization_id");
        project = header.column("project_id");
        extras = new Extras(header.columns(name -> name != null && KEPT.contains(name)));
    }

    @Override
    public void read(CsvRow row, Charge charge) {
        String item = lineItem == ABSENT ? null : row.text(lineItem);
        String value = row.text(amount);
        charge.costNanos = item == null && value == null ? 0 : Decimals.nanos(value, "amount_value");
        boolean any = item != null || charge.costNanos != 0;
        charge.creditIfNegative();
        Instant from = starts.instantOrUnix(row.text(start), "start_time");
        String to = end == ABSENT ? null : row.text(end);
        checks.period(charge, from, to == null ? from : ends.instantOrUnix(to, "end_time"));
        if (!any) {
            charge.kind = null; // a day without costs
            return;
        }
        charge.allowanceNanos = Decimals.halfUnitNanos(value);
        charge.currency = Checks.currency(row.text(currency), "amount_currency");
        charge.sku = Checks.cut(item, Checks.LONGEST_NAME);
        charge.description = charge.sku;
        // Models that are charged by tokens say which ones; "web search tool calls" says nothing.
        charge.measure = Units.direction(charge.sku);
        charge.account = account(row);
        charge.extras = extras.json(row);
    }

    private String account(CsvRow row) {
        String whole = organization == ABSENT ? null : Checks.scope(row.text(organization), "organization_id");
        String part = project == ABSENT ? null : Checks.scope(row.text(project), "project_id");
        return part == null ? whole : Objects.toString(whole, "") + "/" + part;
    }
}
