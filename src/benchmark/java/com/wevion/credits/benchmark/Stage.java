package com.wevion.credits.benchmark;

import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The book and the service that figures are measured on; each is made on first use and kept for the next figure. */
final class Stage implements AutoCloseable {
    /** Up to this size a history is written anew for each use, so that it has that size. */
    private static final int QUICKLY_WRITTEN = 200_000;

    private final Options options;
    private Service service;
    private final Map<Integer, Book> books = new LinkedHashMap<>();

    Stage(Options options) {
        this.options = options;
    }

    Options options() {
        return options;
    }

    /** A book with this many entries, new if that is quickly done, else with those besides that earlier figures made. */
    Book book(int entries) throws SQLException {
        Book book = books.get(entries);
        if (book != null && entries <= QUICKLY_WRITTEN) {
            book.close();
            book = null;
        }
        if (book == null) {
            long began = System.nanoTime();
            book = new Book(entries);
            books.put(entries, book);
            System.out.printf(
                    "  a history of %,d entries, written in %.1f s%n", entries, (System.nanoTime() - began) / 1e9);
        }
        return book;
    }

    /** The book of this size as it was left. */
    Book lastBook(int entries) {
        return books.get(entries);
    }

    /** A running service. */
    Service service() throws IOException {
        if (service == null) {
            service = new Service();
        }
        return service;
    }

    @Override
    public void close() {
        if (service != null) {
            service.close();
        }
        books.values().forEach(Book::close);
    }
}
