package com.wevion.credits.invoice.fetch;

/**
 * One API with the address and the key by which it is asked.
 *
 * @param base the address, without a slash at its end
 */
record CostSource(CostApi api, String base, String key) {
    /** Without the key. */
    @Override
    public String toString() {
        return api + " at " + base;
    }
}
