package com.wevion.credits.audit.books;

/**
 * A rule that does not hold in the books. A person has to look into it; it changes nothing.
 *
 * @param check the invariant, as its file in {@code sql/checks} is called, or the name of another check
 * @param detail the finding, in one line
 */
public record Violation(String check, String detail) {}
