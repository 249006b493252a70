package com.wevion.credits.platform.http;

import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The REST API under {@code /api/v1}; callers are known by bearer tokens. */
@ApplicationScoped
@ApplicationPath(RestApplication.ROOT)
@DeclareRoles({"SERVICE", "SUPER_ADMIN", "METER", "READ", "PURCHASE", "REPORT", "RECONCILE", "OPERATE"})
public class RestApplication extends Application {
    /** The prefix of the API's paths. */
    static final String ROOT = "/api/v1";

    // Jersey's names. Naming a JSON feature it does not know keeps its lenient one (JSON-B) out, so that JsonBodies is
    // the only reader and writer; the WADL would describe the API to anybody.
    private static final Map<String, Object> JERSEY = Map.of(
            "jersey.config.jsonFeature",
            "StrictJson",
            "jersey.config.disableJsonProcessing",
            true,
            "jersey.config.disableMoxyJson",
            true,
            "jersey.config.server.wadl.disableWadl",
            true);

    @Override
    public Map<String, Object> getProperties() {
        return JERSEY;
    }
}
