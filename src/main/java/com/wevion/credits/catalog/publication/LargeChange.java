package com.wevion.credits.catalog.publication;

import java.io.Serializable;

/**
 * A price that becomes another one by a factor of ten or more, or from or to zero: what a slip of the keyboard looks like.
 *
 * @param price of what, as in {@code rate IMAGE FLUX_2_PRO IMAGE} or {@code package PRO}
 * @param from as it is in the version in force then, as in {@code 0.03 USD for 1}
 */
record LargeChange(String price, String from, String to) implements Serializable {

    @Override
    public String toString() {
        return price + ": " + from + " → " + to;
    }
}
