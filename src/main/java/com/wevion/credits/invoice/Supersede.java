package com.wevion.credits.invoice;

import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Invalid;
import java.util.UUID;

/**
 * The earlier file that a new one supersedes, as its sender says.
 *
 * @param none none: the file is a further part
 * @param importId this one; null if the sender does not say
 */
record Supersede(boolean none, UUID importId) {
    /** The earlier ones that the new one covers are superseded. */
    static final Supersede WHAT_IS_COVERED = new Supersede(false, null);

    /**
     * The parameter {@code supersedes}.
     *
     * @throws Invalid unless it is absent, {@code NONE} or an id
     */
    static Supersede of(String text) {
        if (text == null) {
            return WHAT_IS_COVERED;
        }
        if (text.equals("NONE")) {
            return new Supersede(true, null);
        }
        return new Supersede(
                false,
                Ids.find(text).orElseThrow(() -> new Invalid("supersedes", "must be NONE or the id of an import")));
    }
}
