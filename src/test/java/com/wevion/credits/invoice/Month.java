package com.wevion.credits.invoice;

import static com.wevion.credits.invoice.ImportBook.body;

import com.wevion.credits.invoice.format.Format;
import com.wevion.credits.invoice.format.filter.RowFilter;
import com.wevion.credits.trail.Author;
import java.time.LocalDate;
import java.util.UUID;

/** The text of a FOCUS file of one account, row by row, and its import. */
final class Month {
    private static final String HEADER = "BilledCost,BillingCurrency,ChargeCategory,ChargePeriodStart,ChargePeriodEnd,"
            + "BillingAccountId,InvoiceId,SkuId,ConsumedQuantity,ConsumedUnit,x_ProviderRequestId\n";

    private final ImportBook book;
    private final StringBuilder rows = new StringBuilder();
    private String account = "acct-1";
    private String sku = "flux-2-pro";
    private String request = "";

    Month(ImportBook book) {
        this.book = book;
    }

    Month account(String name) {
        account = name;
        return this;
    }

    Month sku(String name) {
        sku = name;
        return this;
    }

    Month request(String name) {
        request = name;
        return this;
    }

    /** Images of single days of October, at ten cents each. */
    Month days(int from, int to, String invoice, int imagesADay) {
        for (int day = from; day <= to; day++) {
            line(day, day, invoice, imagesADay, imagesADay + "e-1");
        }
        return this;
    }

    /** One charge for the days of October from one to another, both inclusive. */
    Month line(int from, int to, String invoice, int images, String usd) {
        rows.append(usd).append(",USD,Usage,");
        rows.append(LocalDate.of(2026, 10, from)).append(',');
        rows.append(LocalDate.of(2026, 10, 1).plusDays(to)).append(',');
        rows.append(account).append(',').append(invoice).append(',').append(sku).append(',');
        rows.append(images).append(",Images,").append(request).append('\n');
        return this;
    }

    ImportView take() {
        return take(null, null);
    }

    ImportView take(String fileName) {
        return take(fileName, null);
    }

    ImportView take(String fileName, String supersedes) {
        ImportRequest request = ImportRequest.ofSender(
                "AWS",
                Format.FOCUS,
                Supersede.of(supersedes),
                fileName,
                RowFilter.ALL,
                null,
                UUID.randomUUID().toString());
        return book.imports
                .take(request, body(HEADER + rows), -1, Author.PLATFORM)
                .view();
    }
}
