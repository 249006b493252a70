package com.wevion.credits.dev.costs;

/** A fault that a test plants into the answers of a simulated costs API. */
@FunctionalInterface
public interface CostsFault {
    /**
     * The answer to a request.
     *
     * @param usual the right one
     * @return null to break the connection off instead
     */
    CostsAnswer answer(CostsRequest request, CostsAnswer usual);
}
