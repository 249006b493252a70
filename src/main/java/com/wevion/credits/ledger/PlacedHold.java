package com.wevion.credits.ledger;

import java.time.Instant;

/** A hold as it is to be written: what was asked for, and what was set aside. */
record PlacedHold(Hold asked, AdmittedWork work, long availableUnits, Instant at) {}
