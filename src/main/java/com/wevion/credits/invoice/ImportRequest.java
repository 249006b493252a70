package com.wevion.credits.invoice;

import com.wevion.credits.invoice.format.Format;
import com.wevion.credits.invoice.format.filter.RowFilter;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.ProviderName;
import com.wevion.credits.platform.http.Parameters;
import com.wevion.credits.platform.json.Fingerprint;
import java.util.UUID;

/**
 * The parameters of an import besides the file.
 *
 * @param fileName null if it is not told
 * @param only the rows that count
 * @param requestedBy null unless somebody sends it
 * @param idempotencyKey null unless somebody sends it
 * @param source REST, INBOX or API
 */
record ImportRequest(
        String provider,
        Format format,
        Supersede supersede,
        String fileName,
        RowFilter only,
        UUID requestedBy,
        String idempotencyKey,
        String source) {
    private static final int LONGEST_NAME = 255;

    ImportRequest {
        if (!ProviderName.isCanonical(provider)) {
            throw new Invalid("provider", "must be 1 to 60 characters A-Z, 0-9, _, . and -, as in OPENAI");
        }
        if (format == null) {
            throw new Invalid("format", "is required");
        }
        if (only.text() != null && format != Format.FOCUS) {
            throw new Invalid("only", "is for the format FOCUS");
        }
        if (fileName != null && fileName.length() > LONGEST_NAME) {
            throw new Invalid("fileName", "must be at most " + LONGEST_NAME + " characters");
        }
    }

    /** The request of somebody who sends a file. */
    static ImportRequest ofSender(
            String provider,
            Format format,
            Supersede supersede,
            String fileName,
            RowFilter only,
            UUID requestedBy,
            String idempotencyKey) {
        return new ImportRequest(provider, format, supersede, fileName, only, requestedBy, idempotencyKey, "REST");
    }

    /** The request for what was fetched from a provider's API. */
    static ImportRequest ofApi(String provider, Format format, Supersede supersede, String fileName) {
        return new ImportRequest(provider, format, supersede, fileName, RowFilter.ALL, null, null, "API");
    }

    /** The request for a file of the inbox, which nobody asks for and which takes the place of what it covers. */
    static ImportRequest ofInbox(String provider, Format format, String fileName, RowFilter only) {
        return new ImportRequest(provider, format, Supersede.WHAT_IS_COVERED, fileName, only, null, null, "INBOX");
    }

    /** The format of this name. */
    static Format format(String name) {
        return Parameters.constant("format", Format.class, name);
    }

    byte[] fingerprint() {
        // One that chooses no rows has the fingerprint that it had before they could be chosen.
        return only.text() == null
                ? Fingerprint.of(provider, format, supersede, fileName)
                : Fingerprint.of(provider, format, supersede, fileName, only.text());
    }
}
