package com.wevion.credits.approval;

import jakarta.validation.constraints.Size;

/**
 * The body of a refusal.
 *
 * @param reason for the person who asked
 */
record ApprovalRefusal(@Size(max = 500) String reason) {}
