package com.wevion.credits.invoice;

import com.wevion.credits.platform.ProblemType;
import com.wevion.credits.platform.Refusal;
import java.io.Serial;
import java.util.Map;
import java.util.UUID;

/** 422: nothing of the file was imported. */
final class InvoiceRefused extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    private final UUID importId;

    /** @param reason the reason, with the line if there is one */
    InvoiceRefused(UUID importId, String reason) {
        super(ProblemType.INVOICE_REFUSED, "Nothing was imported: " + reason + ".");
        this.importId = importId;
    }

    /** The import under which the refusal can be looked up. */
    UUID importId() {
        return importId;
    }

    @Override
    public Map<String, Object> members() {
        return Map.of("importId", importId);
    }
}
