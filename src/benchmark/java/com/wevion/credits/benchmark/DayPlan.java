package com.wevion.credits.benchmark;

import java.time.LocalDate;
import java.util.Map;

/** The special feature of a day of an engine. */
enum DayPlan {
    /** A few small differences that are none. */
    ORDINARY,
    /** Exactly as it should be, since another day is compared with it. */
    QUIET,
    NOT_RECORDED,
    NOT_BILLED,
    QUANTITY,
    PRICE,
    DUPLICATE,
    FAILED,
    LATE,
    FOREIGN,
    ROUNDING,
    /** Some of it is billed on the next day: harmless, unless that is another month. */
    MOVED,
    /** A correction takes back what was billed too much. */
    CORRECTED;

    private static final Map<String, DayPlan> PLANS = Map.ofEntries(
            Map.entry("ELEVEN_V3 2026-09-30", MOVED),
            Map.entry("ELEVEN_V3 2026-10-01", QUIET),
            Map.entry("ELEVEN_V3 2026-10-03", NOT_RECORDED),
            Map.entry("ELEVEN_V3 2026-10-06", NOT_BILLED),
            Map.entry("ELEVEN_V3 2026-10-09", QUANTITY),
            Map.entry("ELEVEN_V3 2026-10-12", PRICE),
            Map.entry("ELEVEN_V3 2026-10-15", DUPLICATE),
            Map.entry("ELEVEN_V3 2026-10-18", FAILED),
            Map.entry("ELEVEN_V3 2026-10-21", LATE),
            Map.entry("ELEVEN_V3 2026-10-24", FOREIGN),
            Map.entry("ELEVEN_V3 2026-10-26", CORRECTED),
            Map.entry("ELEVEN_V3 2026-10-28", MOVED),
            Map.entry("ELEVEN_V3 2026-10-29", QUIET),
            Map.entry("ELEVEN_V3 2026-10-31", MOVED),
            Map.entry("ELEVEN_V3 2026-11-01", QUIET),
            Map.entry("ACT_TWO 2026-10-05", QUANTITY),
            Map.entry("FLUX_2_PRO 2026-10-10", ROUNDING),
            Map.entry("SEEDREAM_4 2026-10-13", ROUNDING),
            Map.entry("GEN_4_TURBO 2026-10-16", ROUNDING));

    static DayPlan of(MonthEngine engine, LocalDate day) {
        return PLANS.getOrDefault(engine.name() + " " + day, ORDINARY);
    }
}
