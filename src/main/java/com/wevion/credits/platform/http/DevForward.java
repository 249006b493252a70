package com.wevion.credits.platform.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/** The short addresses of the resources for development, which {@link DevGate} closes elsewhere. */
@WebServlet(urlPatterns = "/dev/*", asyncSupported = true)
public class DevForward extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.getRequestDispatcher(RestApplication.ROOT + request.getServletPath() + request.getPathInfo())
                .forward(request, response);
    }
}
