package com.wevion.credits.invoice;

import com.wevion.credits.invoice.format.Charge;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** Charges as the text that {@code COPY invoice_line} takes. Not thread-safe. */
final class CopyText {
    /** For the rows of {@link #add}. */
    static final String COPY =
            "COPY invoice_line (import_id, provider, line, kind, correction, invoice_id, account, day, last_day, sku,"
                    + " measure, quantity, cost_nanos, currency, request_id, charge_key, correction_of, description, extras,"
                    + " starts_at, ends_at, prepaid) FROM STDIN";

    private static final byte[] NULL = {'\\', 'N'};

    private final byte[] prefix;
    private byte[] bytes = new byte[1 << 16];
    private int length;
    private int rows;

    /** For the lines of one import. */
    CopyText(UUID importId, String provider) {
        prefix = (importId + "\t" + provider + "\t").getBytes(StandardCharsets.US_ASCII);
    }

    /** Adds a row. */
    void add(Charge charge) {
        raw(prefix);
        digits(charge.line);
        word(charge.kind.name());
        word(charge.correction ? "t" : "f");
        text(charge.invoiceId);
        text(charge.account);
        word(charge.day.toString());
        word(charge.lastDay.toString());
        text(charge.sku);
        word(charge.measure == null ? null : charge.measure.name());
        word(charge.quantity == null ? null : charge.quantity.toPlainString());
        put((byte) '\t');
        digits(charge.costNanos);
        word(charge.currency);
        text(charge.requestId);
        text(charge.chargeKey);
        text(charge.correctionOf);
        text(charge.description);
        text(charge.extras);
        word(charge.startsAt == null ? null : charge.startsAt.toString());
        word(charge.endsAt == null ? null : charge.endsAt.toString());
        word(charge.prepaid ? "t" : "f");
        put((byte) '\n');
        rows++;
    }

    /** Bytes of the rows. */
    byte[] bytes() {
        return bytes;
    }

    /** The number of valid bytes in {@link #bytes}. */
    int length() {
        return length;
    }

    /** The number of rows. */
    int rows() {
        return rows;
    }

    /** Without rows again; the memory is kept. */
    void clear() {
        length = 0;
        rows = 0;
    }

    private void digits(long value) {
        raw(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
    }

    /** A column whose text needs no escapes. */
    private void word(String text) {
        put((byte) '\t');
        raw(text == null ? NULL : text.getBytes(StandardCharsets.US_ASCII));
    }

    private void text(String text) {
        put((byte) '\t');
        if (text == null) {
            raw(NULL);
            return;
        }
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        ensure(2 * value.length);
        for (byte next : value) {
            byte escape = escape(next);
            if (escape != 0) {
                bytes[length++] = '\\';
            }
            bytes[length++] = escape == 0 ? next : escape;
        }
    }

    private static byte escape(byte value) {
        return switch (value) {
            case '\\' -> '\\';
            case '\t' -> 't';
            case '\n' -> 'n';
            case '\r' -> 'r';
            default -> 0;
        };
    }

    private void raw(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    private void put(byte value) {
        ensure(1);
        bytes[length++] = value;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
