package com.wevion.credits.web;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/**
 * Redirects from a folder's name to the folder. The server would do this itself, but before any filter, so without the headers that
 * protect pages, and to whatever host the client named.
 */
@WebServlet({
    "/frame",
    "/desk",
    "/desk/catalog",
    "/desk/teams",
    "/desk/reconciliation",
    "/desk/ledger",
    "/desk/operations",
    "/pages",
    "/pages/team",
    "/pages/playground",
    "/shared",
    "/widgets"
})
public class Folders extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String query = request.getQueryString();
        response.setStatus(HttpServletResponse.SC_MOVED_TEMPORARILY);
        response.setHeader("Location", request.getServletPath() + "/" + (query == null ? "" : "?" + query));
    }
}
