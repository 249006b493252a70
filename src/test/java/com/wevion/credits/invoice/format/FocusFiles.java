package com.wevion.credits.invoice.format;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Small FOCUS files. */
public final class FocusFiles {
    public static final String HEADER =
            "InvoiceId,BillingAccountId,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ChargeClass,"
                    + "BilledCost,BillingCurrency,SkuId,ConsumedQuantity,ConsumedUnit,ChargeDescription,x_ProviderRequestId";

    private FocusFiles() {}

    /** The header line and these rows. */
    public static String file(String... rows) {
        return Arrays.stream(rows).collect(Collectors.joining("\n", HEADER + "\n", "\n"));
    }

    /** A day's usage, a thousand input tokens for 9 dollars. */
    public static String usage(String invoice, String day) {
        return usage(invoice, day, "9");
    }

    public static String usage(String invoice, String day, String cost) {
        return invoice + ",acct," + day + "," + day + ",Usage,," + cost + ",USD,gpt-4o,1000,Tokens,Input tokens,req-1";
    }

    /** A row in which a column has another value. */
    public static String with(String column, String value) {
        String[] cells = usage("INV-1", "2026-10-01").split(",", -1);
        cells[Arrays.asList(HEADER.split(",")).indexOf(column)] = value;
        return String.join(",", cells);
    }
}
