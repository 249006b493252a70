package com.wevion.credits.generation;

import com.wevion.credits.ledger.Holds;
import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.ledger.book.HoldRecord;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.platform.retention.Archived;
import com.wevion.credits.platform.retention.Horizon;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads jobs together with their holds. */
@ApplicationScoped
public class JobHistory {

    private static final String SELECT = """
            SELECT j.id, j.team_id, j.user_id, j.parameters, h.created_at, j.deadline, h.account_id, h.terms,
                   h.amount_units, h.state, h.ended_at, h.charged_units, h.shortfall_units, h.completion,
                   c.job_id IS NOT NULL AS cancelling
              FROM job j JOIN hold h ON h.id = j.id LEFT JOIN job_cancellation c ON c.job_id = j.id WHERE\s""";

    private record Position(UUID jobId) {}

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Holds holds;

    @Inject
    Horizon horizon;

    /**
     * A job of a team, as far as the caller may see it.
     *
     * @param only the person whose jobs alone may be seen; empty for all
     * @throws NotFound if there is none
     * @throws Archived if it ended before the horizon
     */
    JobRecord find(UUID teamId, UUID jobId, Optional<UUID> only) {
        return Sql.on(dataSource)
                .first(SELECT + "j.id = ? AND j.team_id = ?", JobRecord::read, jobId, teamId)
                .filter(job -> only.isEmpty() || only.get().equals(job.userId()))
                .orElseThrow(() -> isArchived(teamId, jobId, only) ? horizon.archived("The job") : new NotFound("job"));
    }

    private boolean isArchived(UUID teamId, UUID jobId, Optional<UUID> only) {
        return holds.archived(jobId)
                .map(HoldRecord::work)
                .filter(job -> job.kind() == HoldKind.JOB && job.teamId().equals(teamId))
                .filter(job -> only.isEmpty() || only.get().equals(job.userId()))
                .isPresent();
    }

    /** A page of a team's jobs, the newest first: ids of jobs are in the order of time. */
    Page<JobRecord> page(UUID teamId, JobFilter filter, int limit, String cursor) {
        UUID before =
                Paging.position(cursor, Position.class).map(Position::jobId).orElse(null);
        JobFilter.Condition condition = filter.condition(teamId, before);
        List<Object> parameters = new ArrayList<>(condition.parameters());
        parameters.add(limit + 1);
        List<JobRecord> rows = Sql.on(dataSource)
                .list(SELECT + condition.sql() + " ORDER BY j.id DESC LIMIT ?", JobRecord::read, parameters.toArray());
        return Paging.page(rows, limit, job -> new Position(job.id()));
    }
}
