package com.wevion.credits.platform.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.Serial;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Answers errors made outside the REST API (by the server, by other servlets) with a {@link Problem} as well; somebody who goes to
 * an address that does not exist gets a page.
 */
@WebServlet("/error")
public class ErrorPage extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final Logger LOG = Logger.getLogger(ErrorPage.class.getName());

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        try {
            answer(request, response);
        } catch (IOException e) { // the server would log it twice, with its stack
            LOG.log(Level.FINE, "The connection is closed, and the error answered to nobody", e);
        }
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Problem problem = problem(request);
        if (problem.status() == HttpServletResponse.SC_NOT_FOUND && isForPeople(request)) {
            response.setStatus(problem.status());
            response.setContentType("text/html; charset=UTF-8"); // what is included cannot say so
            request.getRequestDispatcher("/not-found.html").include(request, response);
            return;
        }
        ProblemAnswer.write(problem, request, response);
    }

    /** A browser that goes to an address, not a script that asks for something. */
    private static boolean isForPeople(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null
                && accepted.startsWith("text/html")
                && request.getMethod().equals("GET");
    }

    private static Problem problem(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
            return Problems.of(thrown, ProblemHeaders.path(request));
        }
        // Asked for directly, the page does not exist.
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer given ? given : 404;
        return Problem.of(status);
    }
}
