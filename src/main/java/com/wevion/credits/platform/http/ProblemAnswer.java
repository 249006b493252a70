package com.wevion.credits.platform.http;

import com.wevion.credits.platform.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes a {@link Problem} where the REST API is not asked: in filters and in the page for errors. */
public final class ProblemAnswer {
    private ProblemAnswer() {}

    /**
     * Answers with a refusal.
     *
     * @throws IOException if the client is gone
     */
    public static void write(Refusal refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        write(Problem.of(refusal), request, response);
    }

    /** Answers with what stands for a failure, which is logged, unless something was answered already. */
    public static void write(Throwable failure, HttpServletRequest request, HttpServletResponse response) {
        Problem problem = Problems.of(failure, ProblemHeaders.path(request));
        try {
            if (!response.isCommitted()) {
                response.resetBuffer();
                write(problem, request, response);
            }
        } catch (IOException e) {
            // The client is gone, and the failure is in the log.
        }
    }

    static void write(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemCounts.add(problem);
        byte[] json = problem.json(request).getBytes(StandardCharsets.UTF_8);
        response.setStatus(problem.status());
        ProblemHeaders.of(problem, request).forEach(response::setHeader);
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }
}
