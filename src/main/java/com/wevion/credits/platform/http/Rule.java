package com.wevion.credits.platform.http;

import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Optional;

/** The rule for a request: the action that its method carries out, by the annotation of the method or else of its class. */
public final class Rule {
    private Rule() {}

    /** The action; empty if the method has no rule, or if the framework answers by itself. */
    public static Optional<Action> of(ResourceInfo resource) {
        if (resource.getResourceMethod() == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(resource.getResourceMethod().getAnnotation(Requires.class))
                .or(() -> Optional.ofNullable(resource.getResourceClass().getAnnotation(Requires.class)))
                .map(Requires::value);
    }
}
