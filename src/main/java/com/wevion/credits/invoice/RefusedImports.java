package com.wevion.credits.invoice;

import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.Author;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Refused imports that still need an answer, by the view {@code unanswered_import}: the file has not come again, and nobody has
 * dismissed it. Thread-safe.
 */
@ApplicationScoped
public class RefusedImports {
    /**
     * Refused imports that wait.
     *
     * @param imports their number
     * @param oldest the time at which the first of them was refused; null if there is none
     */
    public record Waiting(long imports, Instant oldest) {}

    /**
     * The decision that a refused file is not needed.
     *
     * @param reason the reason, for anyone who asks later
     */
    record ImportDismissal(
            @NotNull @Size(max = 500) @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
            String reason) {}

    private record Refused(ImportStatus status, String reason) {
        static Refused read(ResultSet row) throws SQLException {
            return new Refused(ImportStatus.valueOf(row.getString("status")), row.getString("dismissal_reason"));
        }
    }

    @Resource(lookup = "jdbc/batch")
    DataSource dataSource;

    @Inject
    Clock clock;

    /** For CDI. */
    RefusedImports() {}

    RefusedImports(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** The refused imports that still need an answer. */
    public Waiting waiting() {
        return Sql.on(dataSource)
                .first(
                        "SELECT count(*) AS imports, min(ended_at) AS oldest FROM unanswered_import",
                        row -> new Waiting(row.getLong("imports"), Sql.instant(row, "oldest")))
                .orElseThrow();
    }

    /**
     * Notes that a refused file is not needed; for the same reason again, changes nothing.
     *
     * @throws NotFound if there is no such import
     * @throws Conflict if it was not refused, or was dismissed for another reason
     */
    void dismiss(UUID id, String reason, Author by) {
        Sql.on(dataSource).together(sql -> {
            Refused found = sql.first(
                            "SELECT status, dismissal_reason FROM invoice_import WHERE id = ? FOR UPDATE",
                            Refused::read,
                            id)
                    .orElseThrow(() -> new NotFound("import"));
            if (found.status != ImportStatus.REFUSED) {
                throw new Conflict("The import is " + found.status + ", and only a REFUSED one can be dismissed.");
            }
            if (found.reason == null) {
                sql.update(
                        "UPDATE invoice_import SET dismissed_at = ?, dismissed_by = ?, dismissal_reason = ? WHERE id = ?",
                        clock.instant(),
                        by.personId(),
                        reason,
                        id);
                by.record(
                        sql,
                        clock.instant(),
                        AuditEvent.of(AuditAction.INVOICE_DISMISSED, "import", id, null, Map.of("reason", reason)));
            } else if (!found.reason.equals(reason)) {
                throw new Conflict("The import was dismissed for another reason: " + found.reason);
            }
            return null;
        });
    }
}
