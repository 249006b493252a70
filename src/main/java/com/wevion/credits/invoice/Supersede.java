package com.wevion.credits.invoice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Invalid;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * The earlier files that a new one supersedes, as its sender says.
 *
 * @param none none: the file is a further part
 * @param importIds these; none if the sender does not say
 */
record Supersede(
        boolean none,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<UUID> importIds) {
    /** The earlier ones that the new one covers are superseded. */
    static final Supersede WHAT_IS_COVERED = new Supersede(false, List.of());

    /**
     * The parameter {@code supersedes}.
     *
     * @throws Invalid unless it is absent, {@code NONE} or ids parted by commas
     */
    static Supersede of(String text) {
        if (text == null) {
            return WHAT_IS_COVERED;
        }
        if (text.equals("NONE")) {
            return new Supersede(true, List.of());
        }
        List<UUID> ids = Arrays.stream(text.split(",", -1))
                .map(id -> Ids.find(id.strip())
                        .orElseThrow(
                                () -> new Invalid("supersedes", "must be NONE or ids of imports, parted by commas")))
                .distinct()
                .toList();
        return new Supersede(false, ids);
    }
}
