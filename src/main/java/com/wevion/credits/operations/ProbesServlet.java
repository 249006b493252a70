package com.wevion.credits.operations;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Optional;

/** Probes and metrics at the port of the API, for the operators' page and for load balancers that probe where they send requests. */
@WebServlet({"/health", "/health/*", "/metrics"})
public class ProbesServlet extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1L;

    @Inject
    transient Probes probes;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String rest = request.getPathInfo();
        Optional<ManagementAnswer> found = probes.at(request.getServletPath() + (rest == null ? "" : rest));
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        ManagementAnswer answer = found.get();
        response.setStatus(answer.status());
        response.setContentType(answer.mediaType());
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(answer.content());
    }
}
