package com.wevion.credits.reconciliation.report;

import com.wevion.credits.invoice.fetch.NotFetched;
import com.wevion.credits.platform.Csv;
import com.wevion.credits.reconciliation.ProviderFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A report as a table of figures: one line for each, with its section and what it is of. Amounts are US dollars, but for those of {@code foreign}. */
public final class ReportCsv {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader("section", "item", "figure", "value")
            .get();

    private final CSVPrinter printer;

    private ReportCsv(OutputStream output) throws IOException {
        printer = new CSVPrinter(new OutputStreamWriter(output, StandardCharsets.UTF_8), FORMAT);
    }

    /** Writes all of it. */
    public static void write(Report report, OutputStream output) throws IOException {
        ReportCsv csv = new ReportCsv(output);
        csv.run(report);
        for (Report.Provider provider : report.providers()) {
            csv.provider(provider);
        }
        for (Report.Foreign foreign : report.foreign()) {
            csv.foreign(foreign);
        }
        for (Report.Ignored ignored : report.ignored()) {
            String name = ignored.provider() + " " + ignored.what() + " " + ignored.name();
            csv.line("ignored", name, "reason", ignored.reason());
            csv.line("ignored", name, "lines", ignored.lines());
            csv.line("ignored", name + " " + ignored.currency(), "amount", ignored.amount());
        }
        for (Report.Invoice invoice : report.invoices()) {
            String name = invoice.provider() + " " + invoice.invoiceId() + " " + invoice.unit();
            csv.line("invoice", name, "lines", invoice.lines());
            csv.line("invoice", name, "total", invoice.total());
            csv.line("invoice", name, "usage", invoice.usage());
            csv.line("invoice", name, "purchase", invoice.purchase());
            csv.line("invoice", name, "credit", invoice.credit());
            csv.line("invoice", name, "tax", invoice.tax());
        }
        for (Report.Undecided undecided : report.undecided()) {
            csv.undecided(undecided);
        }
        csv.breaks(report);
        csv.margins(report);
        csv.audit(report.audit());
        if (report.money() != null) {
            csv.money(report.money());
        }
        for (Report.Skipped skipped : report.skipped()) {
            csv.line("skipped", skipped.provider() + " " + skipped.day(), "reason", skipped.reason());
        }
        for (ProviderFailure failure : report.failures()) {
            csv.line("failure", failure.provider(), "problem", failure.problem());
        }
        for (NotFetched missing : report.notFetched()) {
            csv.line("notFetched", missing.provider(), "days", String.join(" ", missing.days()));
            csv.line("notFetched", missing.provider(), "problem", missing.problem());
        }
        csv.printer.flush();
    }

    private void run(Report report) throws IOException {
        line("run", report.runId(), "from", report.from());
        line("run", report.runId(), "to", report.to());
        line("run", report.runId(), "status", report.status());
        line("run", report.runId(), "startedAt", report.startedAt());
        line("run", report.runId(), "catalogVersion", report.catalogVersion());
    }

    private void provider(Report.Provider provider) throws IOException {
        String name = provider.provider();
        line("provider", name, "usageRecords", provider.usageRecords());
        line("provider", name, "invoiceLines", provider.invoiceLines());
        line("provider", name, "matchedRecords", provider.matchedRecords());
        line("provider", name, "recordedCost", provider.recordedCost());
        line("provider", name, "gatewayRecords", provider.ofGateways().records());
        line("provider", name, "gatewayCost", provider.ofGateways().cost());
        line("provider", name, "billedCost", provider.billedCost());
        line("provider", name, "prepaid", provider.prepaid());
        line("provider", name, "invoiceTotal", provider.invoiceTotal());
        line("provider", name, "unusedCommitment", provider.unusedCommitment());
        line("provider", name, "matchedCost", provider.matchedCost());
        line("provider", name, "matchedBilled", provider.matchedBilled());
        line("provider", name, "comparable", provider.comparable());
        line("provider", name, "matchedShare", provider.matchedShare());
        line("provider", name, "tax", provider.accounted().tax());
        line("provider", name, "credit", provider.accounted().credit());
        line("provider", name, "adjustment", provider.accounted().adjustment());
        line("provider", name, "rounding", provider.accounted().rounding());
        line("provider", name, "purchase", provider.accounted().purchase());
        line("provider", name, "ignored", provider.accounted().ignored());
        line(
                "provider",
                name,
                "awaitingInvoiceRecords",
                provider.awaitingInvoice().records());
        line("provider", name, "awaitingInvoiceCost", provider.awaitingInvoice().cost());
        line(
                "provider",
                name,
                "notYetComparableLines",
                provider.notYetComparable().lines());
        line(
                "provider",
                name,
                "notYetComparableBilledCost",
                provider.notYetComparable().billedCost());
        line(
                "provider",
                name,
                "notYetComparableRecords",
                provider.notYetComparable().records());
        line(
                "provider",
                name,
                "notYetComparableRecordedCost",
                provider.notYetComparable().recordedCost());
        line("provider", name, "breaks", provider.breaks());
        line("provider", name, "variance", provider.variance());
    }

    private void foreign(Report.Foreign foreign) throws IOException {
        String item =
                foreign.provider() + " " + foreign.currency() + (foreign.month() == null ? "" : " " + foreign.month());
        line("foreign", item, "lines", foreign.lines());
        line("foreign", item, "amount", foreign.amount());
        line("foreign", item, "usdPerUnit", foreign.usdPerUnit());
        line("foreign", item, "converted", foreign.converted());
    }

    private void undecided(Report.Undecided charges) throws IOException {
        String name = charges.sku() == null ? charges.engine() : charges.sku();
        String item = charges.provider() + " " + name + " " + charges.from() + ".." + charges.to();
        line("undecided", item, "lines", charges.lines());
        line("undecided", item, "billedCost", charges.billedCost());
    }

    private void breaks(Report report) throws IOException {
        for (Report.CauseSum cause : report.causes()) {
            line("cause", cause.cause(), "count", cause.count());
            line("cause", cause.cause(), "recorded", cause.recorded());
            line("cause", cause.cause(), "billed", cause.billed());
            line("cause", cause.cause(), "variance", cause.variance());
        }
        for (Report.SmallDifference sum : report.withinTolerance()) {
            String of = String.join(" ", sum.provider(), sum.service(), sum.engine(), sum.measure());
            String item = sum.sku() == null ? of : of + " " + sum.sku();
            line("withinTolerance", item, "records", sum.records());
            line("withinTolerance", item, "recorded", sum.recorded());
            line("withinTolerance", item, "billed", sum.billed());
            line("withinTolerance", item, "variance", sum.variance());
            line("withinTolerance", item, "isBreak", sum.isBreak());
        }
        for (Report.Age age : report.ageing()) {
            line("ageing", age.days(), "count", age.count());
            line("ageing", age.days(), "variance", age.variance());
        }
        for (Report.StateSum state : report.states()) {
            line("state", state.state(), "count", state.count());
            line("state", state.state(), "variance", state.variance());
        }
        if (report.openBreaks() != null) {
            open(report.openBreaks());
        }
    }

    private void open(Report.OpenBreaks breaks) throws IOException {
        open("opening", breaks.opening());
        open("opened", breaks.opened());
        open("closed", breaks.closed());
        line("openBreaks", "changed", "variance", breaks.changed());
        open("open", breaks.open());
    }

    private void open(String item, Report.BreakSum sum) throws IOException {
        line("openBreaks", item, "count", sum.count());
        line("openBreaks", item, "variance", sum.variance());
    }

    private void margins(Report report) throws IOException {
        for (Report.EngineMargin margin : report.margins()) {
            String engine = margin.service() + " " + margin.engine();
            line("margin", engine, "records", margin.records());
            line("margin", engine, "charged", margin.charged());
            line("margin", engine, "chargedUncosted", margin.chargedUncosted());
            line("margin", engine, "cost", margin.cost());
            line("margin", engine, "margin", margin.margin());
            line("margin", engine, "marginPercent", margin.marginPercent());
            line("margin", engine, "belowCost", margin.belowCost());
            line("margin", engine, "uncosted", margin.uncosted());
        }
        for (Report.Daily day : report.daily()) {
            line("daily", day.day(), "charged", day.charged());
            line("daily", day.day(), "chargedUncosted", day.chargedUncosted());
            line("daily", day.day(), "cost", day.cost());
            line("daily", day.day(), "margin", day.margin());
        }
    }

    private void audit(Report.Audit audit) throws IOException {
        line("audit", "books", "entries", audit.entries());
        line("audit", "books", "accounts", audit.accounts());
        line("audit", "books", "payments", audit.payments());
        line("audit", "books", "notCompared", audit.notCompared());
        for (Report.AuditViolation violation : audit.violations()) {
            line("violation", violation.check(), "detail", violation.detail());
        }
    }

    private void money(MoneyReport money) throws IOException {
        line("money", "all", "notCompared", money.notCompared());
        line("money", "all", "payments", money.payments());
        line("money", "all", "received", money.received());
        line("money", "all", "booked", money.booked());
        line("money", "all", "difference", money.difference());
        line("money", "all", "returned", money.returned());
        line("money", "all", "takenBack", money.takenBack());
        line("money", "all", "returnedDifference", money.returnedDifference());
        line("money", "all", "breaks", money.breaks());
        for (MoneyReport.Other other : money.others()) {
            line("money of others", other.currency(), "payments", other.payments());
            line("money of others", other.currency(), "amount", other.amount());
        }
        for (MoneyReport.Balance balance : money.balances()) {
            line("balance", balance.currency(), "charges", balance.charges());
            line("balance", balance.currency(), "gross", balance.gross());
            line("balance", balance.currency(), "refunds", balance.refunds());
            line("balance", balance.currency(), "disputes", balance.disputes());
            line("balance", balance.currency(), "fees", balance.fees());
            line("balance", balance.currency(), "net", balance.net());
        }
        for (MoneyReport.Payout payout : money.payouts()) {
            String item = payout.payoutId() + " " + payout.currency();
            line("payout", item, "status", payout.status());
            line("payout", item, "day", payout.day());
            line("payout", item, "arrivalDay", payout.arrivalDay());
            line("payout", item, "amount", payout.amount());
            line("payout", item, "gross", payout.gross());
            line("payout", item, "fees", payout.fees());
            line("payout", item, "net", payout.net());
            line("payout", item, "difference", payout.difference());
        }
    }

    private void line(String section, Object item, String figure, Object value) throws IOException {
        Object cell = value instanceof String text && !text.matches("-?[0-9.]+") ? Csv.text(text) : value;
        printer.printRecord(section, Csv.text(String.valueOf(item)), figure, cell);
    }
}
