package com.wevion.credits.platform;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/** The short addresses of {@link DevTokensResource} and {@link DevClockResource}. */
@WebServlet({"/" + DevTokensResource.PATH, "/" + DevClockResource.PATH})
public class DevForward extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.getRequestDispatcher(RestApplication.ROOT + request.getServletPath())
                .forward(request, response);
    }
}
