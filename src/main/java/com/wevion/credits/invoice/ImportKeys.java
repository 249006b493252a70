package com.wevion.credits.invoice;

import com.wevion.credits.invoice.format.FileRefused;
import com.wevion.credits.ledger.operation.IdempotencyKeyReused;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.database.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Tells a repeated request from a new one; the file is part of the request. Thread-safe. */
final class ImportKeys {
    private record Earlier(UUID id, byte[] fingerprint, byte[] sha256, ImportStatus status) {
        static Earlier read(ResultSet row) throws SQLException {
            return new Earlier(
                    Sql.uuid(row, "id"),
                    row.getBytes("fingerprint"),
                    row.getBytes("sha256"),
                    ImportStatus.valueOf(row.getString("status")));
        }
    }

    private final DataSource dataSource;
    private final ImportLimits limits;

    ImportKeys(DataSource dataSource, ImportLimits limits) {
        this.dataSource = dataSource;
        this.limits = limits;
    }

    static Conflict comingIn() {
        return new Conflict("The file of this key is still arriving; wait until it has ended.");
    }

    /**
     * The import that answers for a repeated request, whose file is read for that; empty if the request is new or has no result.
     *
     * @throws IdempotencyKeyReused if the key was used for another file or other parameters
     * @throws Conflict if the request with this key is under way
     */
    Optional<UUID> result(ImportRequest request, InputStream body, long expectedBytes) {
        return earlier(request).map(earlier -> repeated(earlier, body, expectedBytes));
    }

    /** The import that has the request's key, if it can answer for it; a key that has no result is set free. */
    private Optional<Earlier> earlier(ImportRequest request) {
        Optional<Earlier> found = Sql.on(dataSource)
                .first(
                        "SELECT id, fingerprint, sha256, status FROM invoice_import WHERE idempotency_key = ?",
                        Earlier::read,
                        request.idempotencyKey());
        if (found.isEmpty()) {
            return found;
        }
        if (!Arrays.equals(found.get().fingerprint(), request.fingerprint())) {
            throw new IdempotencyKeyReused();
        }
        if (found.get().status() == ImportStatus.LOADING) {
            throw comingIn();
        }
        if (found.get().sha256() != null) {
            return found;
        }
        Sql.on(dataSource)
                .update(
                        "UPDATE invoice_import SET idempotency_key = NULL WHERE id = ?",
                        found.get().id());
        return Optional.empty();
    }

    private UUID repeated(Earlier earlier, InputStream body, long expectedBytes) {
        Incoming file = new Incoming(body, limits.fileBytes(), expectedBytes, () -> {});
        try {
            file.drain();
        } catch (FileRefused e) {
            throw new IdempotencyKeyReused();
        } catch (IOException e) {
            throw new Unavailable("The file did not arrive completely; send it again.");
        }
        if (!Arrays.equals(earlier.sha256(), file.digest())) {
            throw new IdempotencyKeyReused();
        }
        return earlier.id();
    }
}
