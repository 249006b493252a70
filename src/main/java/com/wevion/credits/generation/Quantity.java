package com.wevion.credits.generation;

import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.platform.Invalid;
import java.util.EnumMap;
import java.util.Map;

/** The quantity of a request: exactly the field that the service counts, and no other. Ranges are the catalogue's. */
record Quantity(Long variants, Long seconds, Long characters, String script) {

    private static final Map<Measure, String> FIELDS = new EnumMap<>(
            Map.of(Measure.IMAGE, "variants", Measure.SECOND, "seconds", Measure.CHARACTER, "characters"));

    /**
     * The quantity in the service's natural unit; one image if an image service is asked for nothing else.
     *
     * @throws Invalid if the field is missing, or another service's is there
     */
    long of(Service service) {
        Measure measure = service.measure();
        refuseOthers(measure);
        Long given = given(measure);
        if (given == null && service.quantityOptional()) {
            return 1;
        }
        if (given == null) {
            throw new Invalid(FIELDS.get(measure), "is required for " + service);
        }
        return given;
    }

    private void refuseOthers(Measure measure) {
        for (Measure other : FIELDS.keySet()) {
            if (other != measure && field(other) != null) {
                throw new Invalid(FIELDS.get(other), "is not what this service counts");
            }
        }
        if (script != null && measure != Measure.CHARACTER) {
            throw new Invalid("script", "is not what this service counts");
        }
        if (script != null && characters != null) {
            throw new Invalid("script", "must not be given together with characters");
        }
    }

    private Long given(Measure measure) {
        if (measure == Measure.CHARACTER && script != null) {
            return (long) script.codePointCount(0, script.length());
        }
        return field(measure);
    }

    private Long field(Measure measure) {
        return switch (measure) {
            case IMAGE -> variants;
            case SECOND -> seconds;
            case CHARACTER -> characters;
            default -> null;
        };
    }
}
