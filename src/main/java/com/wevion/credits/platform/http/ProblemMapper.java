package com.wevion.credits.platform.http;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Answers everything thrown in the REST API with a {@link Problem}. Jersey prefers the mapper of the nearest type and
 * has its own for two of them, so that one for all throwables is not enough.
 */
abstract class ProblemMapper<T extends Throwable> implements ExceptionMapper<T> {
    @Context
    HttpServletRequest request;

    @Override
    public Response toResponse(T thrown) {
        Problem problem = Problems.of(thrown, ProblemHeaders.path(request));
        ProblemCounts.add(problem);
        Response.ResponseBuilder answer = Response.status(problem.status());
        if (thrown instanceof WebApplicationException web) {
            String allowed = web.getResponse().getHeaderString(HttpHeaders.ALLOW);
            answer.header(HttpHeaders.ALLOW, allowed);
        }
        ProblemHeaders.of(problem, request).forEach(answer::header);
        return answer.type(Problem.MEDIA_TYPE).entity(problem.json(request)).build();
    }

    @Provider
    @ApplicationScoped
    static class ForAnything extends ProblemMapper<Throwable> {}

    @Provider
    @ApplicationScoped
    static class ForBeans extends ProblemMapper<EJBException> {}

    @Provider
    @ApplicationScoped
    static class ForValidation extends ProblemMapper<ValidationException> {}
}
