package com.wevion.credits.dev.costs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * An answer of a simulated costs API.
 *
 * @param page the body, which faults may change
 */
public record CostsAnswer(int status, Map<String, String> headers, ObjectNode page) {
    static CostsAnswer ok(ObjectNode page) {
        return new CostsAnswer(200, Map.of(), page);
    }

    /** The same with another status, and these headers. */
    public CostsAnswer with(int otherStatus, Map<String, String> otherHeaders) {
        return new CostsAnswer(otherStatus, otherHeaders, page);
    }
}
