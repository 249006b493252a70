package com.wevion.credits.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * October 2026 with the days around it: usage records in the database, invoice files beside it, and the breaks that a run must
 * find, which are all there are.
 *
 * @param files by provider
 */
record Month(Map<String, Path> files, List<ExpectedBreak> expected, long usageRecords, long lines, long bytes) {
    static final LocalDate FROM = LocalDate.of(2026, 10, 1);
    static final LocalDate TO = FROM.plusMonths(1);
    private static final LocalDate FIRST = FROM.minusDays(2);
    private static final LocalDate LAST = TO;

    /** A day of October. */
    static LocalDate day(int number) {
        return FROM.withDayOfMonth(number);
    }

    static boolean isReconciled(LocalDate day) {
        return !day.isBefore(FROM) && day.isBefore(TO);
    }

    /** Generates about so many usage records, and a line for each. */
    static Month write(String databaseUrl, Path folder, int rows) throws SQLException, IOException {
        Files.createDirectories(folder);
        try (Connection connection = DriverManager.getConnection(databaseUrl)) {
            MonthWriter writer = new MonthWriter(connection, folder);
            try (writer) {
                cells(writer, rows);
                new PlantedRequests(writer).write();
                writer.expectRoundings(day(31));
            }
            Map<String, Path> files = new LinkedHashMap<>();
            writer.files().forEach((provider, file) -> files.put(provider, file.path()));
            long bytes = 0;
            for (Path file : files.values()) {
                bytes += Files.size(file);
            }
            long lines =
                    writer.files().values().stream().mapToLong(FocusFile::lines).sum();
            return new Month(files, writer.expected(), writer.usageRecords(), lines, bytes);
        }
    }

    private static void cells(MonthWriter writer, int rows) throws IOException {
        List<LocalDate> days = FIRST.datesUntil(LAST.plusDays(1)).toList();
        for (int i = 0; i < days.size(); i++) {
            for (MonthEngine engine : MonthEngine.ALL) {
                long works =
                        (long) rows * engine.share() / 1_000 / engine.skus().size();
                int onThisDay = (int) (works * (i + 1) / days.size() - works * i / days.size());
                new MonthCell(writer, engine, days.get(i), onThisDay).write();
            }
        }
    }
}
