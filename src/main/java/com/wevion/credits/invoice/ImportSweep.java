package com.wevion.credits.invoice;

import com.wevion.credits.platform.database.Sql;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Ends imports that show no sign of life and deletes the lines of those that do not count, in pieces. Thread-safe. */
final class ImportSweep {
    private static final int MAX_IMPORTS = 100;

    private final Imports imports;
    private final DataSource dataSource;
    private final int pieceRows;

    /** @param pieceRows the number of rows deleted in one transaction */
    ImportSweep(Imports imports, DataSource dataSource, int pieceRows) {
        this.imports = imports;
        this.dataSource = dataSource;
        this.pieceRows = pieceRows;
    }

    /** Does what there is to do; several servers may be at it at the same time. */
    void sweep() {
        imports.endAbandoned();
        List<UUID> leftovers = Sql.on(dataSource)
                .list(
                        "SELECT id FROM invoice_import WHERE has_lines AND status IN ('REFUSED', 'INTERRUPTED', 'DUPLICATE')"
                                + " ORDER BY id LIMIT ?",
                        row -> Sql.uuid(row, "id"),
                        MAX_IMPORTS);
        leftovers.forEach(this::delete);
    }

    /**
     * Deletes the lines of an import piece by piece. If another server deletes the same piece, fewer lines are deleted here than there
     * were, while others may be left: those are for the next sweep.
     */
    private void delete(UUID id) {
        int deleted;
        do {
            deleted = Sql.on(dataSource).update("""
                            DELETE FROM invoice_line WHERE import_id = ? AND line IN
                                (SELECT line FROM invoice_line WHERE import_id = ? ORDER BY line LIMIT ?)""", id, id, pieceRows);
        } while (deleted == pieceRows);
        Sql.on(dataSource)
                .update(
                        "UPDATE invoice_import SET has_lines = false"
                                + " WHERE id = ? AND NOT EXISTS (SELECT FROM invoice_line WHERE import_id = ?)",
                        id,
                        id);
    }
}
