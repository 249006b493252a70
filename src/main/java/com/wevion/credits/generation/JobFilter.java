package com.wevion.credits.generation;

import com.wevion.credits.catalog.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A filter for the jobs of a team; null means all. */
record JobFilter(JobStatus status, Service service, String engine, UUID userId) {

    /** An SQL condition on the job {@code j} and its hold {@code h}, and its parameters. */
    record Condition(String sql, List<Object> parameters) {}

    /** @param before the job after which the page begins; null for the first page */
    Condition condition(UUID teamId, UUID before) {
        List<String> all = new ArrayList<>(List.of("j.team_id = ?"));
        List<Object> parameters = new ArrayList<>(List.of(teamId));
        add(all, parameters, "j.id < ?", before);
        add(all, parameters, "j.user_id = ?", userId);
        add(all, parameters, "j.service = ?", service == null ? null : service.name());
        add(all, parameters, "j.engine = ?", engine);
        if (status != null) {
            all.add(status.condition());
        }
        return new Condition(String.join(" AND ", all), parameters);
    }

    private static void add(List<String> all, List<Object> parameters, String condition, Object value) {
        if (value != null) {
            all.add(condition);
            parameters.add(value);
        }
    }
}
