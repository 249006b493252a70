package com.wevion.credits.http;

import com.wevion.credits.platform.Malformed;
import com.wevion.credits.platform.Refusal;
import com.wevion.credits.platform.UnsupportedMediaType;
import com.wevion.credits.platform.http.ProblemAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Refuses requests with ambiguous or unknown header lines about addresses, cookies and the
 * length of the body: another reader of the same lines, such as a proxy or a cache, might read them differently.
 */
public class Form extends HttpFilter {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");
    private static final List<String> CHUNKED = List.of("chunked");
    private static final List<String> PROTOCOLS = List.of("http", "https");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            check(request);
        } catch (Refusal e) {
            response.setHeader("Connection", "close");
            ProblemAnswer.write(e, request, response);
            return;
        }
        if (BodyRule.isUpgrade(request) && request.getContentLengthLong() > 0) {
            // The server closes the connection, as it knows no end of such a body: the client has to know before it
            // sends the next request.
            response.setHeader("Connection", "close");
        }
        chain.doFilter(request, response);
    }

    private static void check(HttpServletRequest request) {
        List<String> hosts = lines(request, "Host");
        if (hosts.size() != 1 || !HOST.matcher(hosts.get(0)).matches()) {
            throw new Malformed("There must be one header Host, with a name or an address.");
        }
        List<String> protocols = lines(request, "X-Forwarded-Proto");
        if (protocols.size() > 1 || !PROTOCOLS.containsAll(protocols)) {
            throw new Malformed("The header X-Forwarded-Proto must be http or https, once.");
        }
        List<String> transfers = lines(request, "Transfer-Encoding");
        if (!transfers.isEmpty() && (!CHUNKED.equals(transfers) || request.getHeader("Content-Length") != null)) {
            throw new Malformed("The length of a body must be given in one way: by Content-Length or by chunks.");
        }
        if (lines(request, "Content-Length").size() > 1) {
            throw new Malformed("There must be one header Content-Length.");
        }
        if (BodyRule.isUpgrade(request) && request.getHeader("Transfer-Encoding") != null) {
            throw new Malformed("A body in chunks must come without the header Upgrade.");
        }
        List<String> encodings = lines(request, "Content-Encoding");
        if (!encodings.isEmpty() && !encodings.equals(List.of("identity"))) {
            throw packed();
        }
    }

    /**
     * The reason why a packed body is refused. For encodings that it knows, such as gzip, the server removes the header line and unpacks the
     * body itself; all that can be seen then is that there are more bytes, or fewer, than announced.
     */
    static Refusal packed() {
        return new UnsupportedMediaType(
                "The body must come without a Content-Encoding. A provider's file may be packed with gzip as it is.");
    }

    private static List<String> lines(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }
}
