package com.wevion.credits.catalog;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.json.Json;
import java.util.List;

/**
 * The explanation of a charge (D9), kept with the ledger's entry. Amounts are decimals in {@code unit}.
 *
 * @param quantity the quantity charged
 * @param unitPrice price of {@code unitSize}; null for a chat message, whose two prices are in {@code lines}
 * @param per the natural unit
 * @param rounding the rounding of the line total (D3)
 * @param rounded true if there was anything to round
 * @param price the line total; the entry takes less if the account had less (D5)
 * @param requested quantity asked for at admission
 * @param delivered quantity that arrived
 * @param lines the parts of a chat message; null for a job
 */
public record Explanation(
        long quantity,
        String unitPrice,
        String per,
        long unitSize,
        PartialUnits billing,
        String unit,
        int catalogVersion,
        String rounding,
        boolean rounded,
        String price,
        String held,
        long requested,
        long delivered,
        List<Line> lines) {

    /** One part of a chat message: its input or its output (S6). */
    public record Line(String per, long quantity, String unitPrice, long unitSize) {}

    /** Of a chat message, whose two prices are in its lines. */
    static Explanation ofMessage(
            long tokens,
            long unitSize,
            int catalogVersion,
            String rounding,
            boolean rounded,
            String price,
            String held,
            long requested,
            List<Line> lines) {
        return new Explanation(
                tokens,
                null,
                "TOKEN",
                unitSize,
                PartialUnits.PRO_RATA,
                Unit.CREDITS.code(),
                catalogVersion,
                rounding,
                rounded,
                price,
                held,
                requested,
                tokens,
                lines);
    }

    /** The form in which an entry keeps it. */
    public String toJson() {
        return Json.write(this);
    }
}
