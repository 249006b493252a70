package com.wevion.credits.operations;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;

/**
 * The answer to a probe, in the form of MicroProfile Health.
 *
 * @param status UP if all checks are
 */
record HealthReport(Status status, List<Check> checks) {
    /** @param data further data of the check; null if there are none */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Check(String name, Status status, Map<String, Object> data) {
        static Check of(HealthCheckResponse response) {
            return new Check(
                    response.getName(),
                    response.getStatus(),
                    response.getData().filter(data -> !data.isEmpty()).orElse(null));
        }
    }

    static HealthReport of(List<Check> checks) {
        boolean up = checks.stream().allMatch(check -> check.status() == Status.UP);
        return new HealthReport(up ? Status.UP : Status.DOWN, checks);
    }

    @JsonIgnore
    boolean isUp() {
        return status == Status.UP;
    }
}
