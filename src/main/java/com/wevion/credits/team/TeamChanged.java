package com.wevion.credits.team;

import java.util.UUID;

/** Told within the transaction that changes a team or one of its members. */
record TeamChanged(UUID teamId) {}
