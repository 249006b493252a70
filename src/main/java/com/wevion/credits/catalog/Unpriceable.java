package com.wevion.credits.catalog;

import com.wevion.credits.platform.ProblemType;
import com.wevion.credits.platform.Refusal;

/** The catalogue has no price for the request: an unknown or disabled engine, or a quantity out of its range. */
public final class Unpriceable extends Refusal {

    private static final long serialVersionUID = 1L;

    public Unpriceable(String detail) {
        super(ProblemType.UNPRICEABLE, detail);
    }
}
