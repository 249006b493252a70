package com.wevion.credits.platform.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.io.UncheckedIOException;

/**
 * The contract of the API as it was written, {@code META-INF/openapi.yaml}, and as JSON for whoever asks for that. Not the server's own
 * {@code /openapi}: Payara 6 adds a list to it, and Payara 7 cannot read it.
 */
@WebServlet("/openapi")
public class ContractServlet extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final String CONTRACT = "/META-INF/openapi.yaml";

    private transient byte[] yaml;
    private transient byte[] json;

    @Override
    public void init() {
        try (InputStream written = ContractServlet.class.getResourceAsStream(CONTRACT)) {
            if (written == null) {
                throw new IllegalStateException(CONTRACT + " is missing in the application");
            }
            yaml = written.readAllBytes();
            json = new ObjectMapper().writeValueAsBytes(new ObjectMapper(new YAMLFactory()).readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean asJson = wantsJson(request.getHeader(HttpHeaders.ACCEPT));
        byte[] content = asJson ? json : yaml;
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        response.setContentType(asJson ? "application/json" : "application/yaml");
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    private static boolean wantsJson(String accepted) {
        return accepted != null && accepted.contains("json") && !accepted.contains("yaml");
    }
}
