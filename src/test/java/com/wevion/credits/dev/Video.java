package com.wevion.credits.dev;

import static com.wevion.credits.dev.TestTeam.ok;

import java.util.HashMap;
import java.util.Map;

/** A video of ten seconds for $0.70, as the tests order and deliver it where no simulated engines do. */
public final class Video {
    private static final int SECONDS = 10;

    private Video() {}

    /** Asks for one. */
    public static Api.Answer order(Api caller, TestTeam team) {
        return caller.post(team.path("/jobs"), Map.of("service", "VIDEO", "engine", "KLING_2_6", "seconds", SECONDS));
    }

    /** A worker reports that it is there. */
    public static Api.Answer deliver(LocalService service, String jobId) {
        return deliver(service, jobId, Map.of());
    }

    /** As the other, and what it tells about the provider. */
    public static Api.Answer deliver(LocalService service, String jobId, Map<String, ?> told) {
        Map<String, Object> completion = new HashMap<>(told);
        completion.put("outcome", "SUCCEEDED");
        completion.put("delivered", SECONDS);
        return Api.host(service).post("/jobs/" + jobId + "/completion", completion);
    }

    /** One that was ordered, delivered and charged. */
    public static void charged(LocalService service, Api caller, TestTeam team) {
        ok(deliver(service, ok(order(caller, team)).text("jobId")));
    }
}
