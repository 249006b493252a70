package com.wevion.credits.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A request whose body is already here. It gives its address as the client wrote it, which the server does not after it has
 * taken the request up again.
 */
final class RequestWithBody extends HttpServletRequestWrapper {
    /**
     * Below its servlet, the path by which the server takes up a request. It is always the same, since what the client wrote may
     * mean something else when it is decoded once more.
     */
    static final String TAKEN_UP = "/body";

    /** The request's data from before it waited. */
    record Address(String servletPath, String pathInfo, String uri, String url, String query) {
        static Address of(HttpServletRequest request) {
            return new Address(
                    request.getServletPath(),
                    request.getPathInfo(),
                    request.getRequestURI(),
                    request.getRequestURL().toString(),
                    request.getQueryString());
        }
    }

    private final Address address;
    private final InputStream body;
    private BufferedReader reader;

    RequestWithBody(HttpServletRequest request, Address address, InputStream body) {
        super(request);
        this.address = address;
        this.body = body;
    }

    /** Not before the request has waited, nor when it was forwarded to somewhere else since. */
    private boolean isTakenUp() {
        return TAKEN_UP.equals(super.getPathInfo());
    }

    /** The request with an empty body: what the client has yet to send is not read. */
    static RequestWithBody empty(HttpServletRequest request) {
        return new RequestWithBody(request, Address.of(request), InputStream.nullInputStream());
    }

    /** The request with its whole body, of the announced length, which is already here. */
    static RequestWithBody whole(HttpServletRequest request) throws IOException {
        int length = (int) Math.max(request.getContentLengthLong(), 0);
        byte[] body = length == 0 ? new byte[0] : request.getInputStream().readNBytes(length);
        return new RequestWithBody(request, Address.of(request), new ByteArrayInputStream(body));
    }

    @Override
    public String getServletPath() {
        return isTakenUp() ? address.servletPath() : super.getServletPath();
    }

    @Override
    public String getPathInfo() {
        return isTakenUp() ? address.pathInfo() : super.getPathInfo();
    }

    @Override
    public String getRequestURI() {
        return isTakenUp() ? address.uri() : super.getRequestURI();
    }

    @Override
    public StringBuffer getRequestURL() {
        return isTakenUp() ? new StringBuffer(address.url()) : super.getRequestURL();
    }

    @Override
    public String getQueryString() {
        return isTakenUp() ? address.query() : super.getQueryString();
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Stream(body);
    }

    @Override
    public BufferedReader getReader() {
        if (reader == null) {
            Charset charset = Optional.ofNullable(getCharacterEncoding())
                    .map(Charset::forName)
                    .orElse(StandardCharsets.ISO_8859_1);
            reader = new BufferedReader(new InputStreamReader(body, charset));
        }
        return reader;
    }

    private static final class Stream extends ServletInputStream {
        private final InputStream body;
        private boolean finished;

        Stream(InputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int next = body.read();
            finished |= next < 0;
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = body.read(buffer, offset, length);
            finished |= read < 0;
            return read;
        }

        @Override
        public int available() throws IOException {
            return body.available();
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("The body is here already");
        }
    }
}
