package com.wevion.credits.platform.http;

import com.wevion.credits.platform.OneLine;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Optional;

/**
 * The place that a request comes from.
 *
 * @param address of the client; null if there is none
 * @param userAgent the client's own name for itself; null if it has none
 */
public record Origin(String address, String userAgent) {
    /** Of what no request asks for. */
    public static final Origin NOWHERE = new Origin(null, null);

    private static final int LONGEST_ADDRESS = 45;
    private static final int LONGEST_AGENT = 120;

    /**
     * The origin of a request.
     *
     * @param header the header in which the proxy tells the client's address, the last of several; empty for the address of the connection
     */
    public static Origin of(HttpServletRequest request, Optional<String> header) {
        return new Origin(
                header.flatMap(name -> last(request, name)).orElseGet(request::getRemoteAddr),
                request.getHeader("User-Agent"));
    }

    /** The value that the nearest proxy has added. */
    private static Optional<String> last(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header)).stream()
                .reduce((before, after) -> after)
                .map(told -> told.substring(told.lastIndexOf(',') + 1).strip());
    }

    /** The same in short, each in one line. */
    public Origin shortened() {
        return new Origin(beginning(address, LONGEST_ADDRESS), beginning(userAgent, LONGEST_AGENT));
    }

    private static String beginning(String text, int longest) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String line = OneLine.of(text);
        return line.length() <= longest ? line : line.substring(0, longest);
    }
}
