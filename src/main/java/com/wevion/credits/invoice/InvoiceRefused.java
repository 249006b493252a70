package com.wevion.credits.invoice;

import com.wevion.credits.platform.ProblemType;
import com.wevion.credits.platform.Refusal;
import java.io.Serial;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** 422: nothing of the file was imported. */
public final class InvoiceRefused extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    private final UUID importId;
    private final transient List<UUID> asksAbout;

    /**
     * The refusal of an import.
     *
     * @param reason the reason, with the line if there is one
     * @param asksAbout the imports that the reason asks about; none if it is no question
     */
    InvoiceRefused(UUID importId, String reason, List<UUID> asksAbout) {
        super(ProblemType.INVOICE_REFUSED, "Nothing was imported: " + reason + ".");
        this.importId = importId;
        this.asksAbout = asksAbout;
    }

    /** The import under which the refusal can be looked up. */
    public UUID importId() {
        return importId;
    }

    @Override
    public Map<String, Object> members() {
        return Map.of("importId", importId, "asksAbout", asksAbout);
    }
}
