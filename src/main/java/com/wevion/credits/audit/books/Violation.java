package com.wevion.credits.audit.books;

/**
 * Something that does not hold in the books. It is for a person to look into; nothing is changed because of it.
 *
 * @param check the invariant, as its file in {@code sql/checks} is called, or what else was audited
 * @param detail what was found, in one line
 */
public record Violation(String check, String detail) {}
