package com.wevion.credits.platform.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says in every answer of a deprecated operation since when it is (RFC 9745) and until when it is there (RFC 8594). */
@Provider
@ApplicationScoped
class Deprecations implements ContainerResponseFilter {
    /** Two digits for the day, which the constant of the JDK does not write (RFC 9110, section 5.6.7). */
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private static final String CONTRACT = "</openapi>; rel=\"%s\"; type=\"application/yaml\"";

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (resource.getResourceMethod() == null) {
            return;
        }
        Sunset sunset = resource.getResourceMethod().getAnnotation(Sunset.class);
        if (sunset != null) {
            MultivaluedMap<String, Object> fields = response.getHeaders();
            fields.putSingle("Deprecation", "@" + start(sunset.deprecated()).getEpochSecond());
            fields.putSingle("Sunset", HTTP_DATE.format(start(sunset.gone())));
            fields.add(HttpHeaders.LINK, CONTRACT.formatted("deprecation"));
            fields.add(HttpHeaders.LINK, CONTRACT.formatted("sunset"));
        }
    }

    private static Instant start(String day) {
        return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
