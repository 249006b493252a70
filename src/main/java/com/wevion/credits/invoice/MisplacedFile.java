package com.wevion.credits.invoice;

/** The report on a file that is no import, because of where it lies or because the database does not take it. */
record MisplacedFile(ImportStatus status, String fileName, String reason) implements FileReport {
    static MisplacedFile because(String reason, InboxFile file) {
        return new MisplacedFile(ImportStatus.REFUSED, file.name(), reason);
    }
}
