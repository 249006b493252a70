package com.wevion.credits.balance.focus;

import com.wevion.credits.platform.Csv;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.LongAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A team's charges in a month, for tools that read FOCUS; for callers who may see its bills (D12). */
@ApplicationScoped
@Path("teams/{teamId}/focus")
public class FocusResource {
    @Inject
    FocusExport export;

    /** The month's charges as a FOCUS Cost and Usage dataset, streamed. */
    @GET
    @Produces("text/csv; charset=UTF-8")
    @Requires(Action.READ_BILLS)
    @LongAnswer
    public Response csv(
            @PathParam("teamId") String team,
            @QueryParam("month") String month,
            @QueryParam("version") String version) {
        UUID teamId = Ids.pathId("team", team);
        FocusMonth wanted = FocusMonth.parse(month);
        FocusVersion written = FocusVersion.parse(version);
        // Read before the answer begins, so that a failure is still answered as one.
        FocusExport.Part first = export.first(teamId, wanted);
        StreamingOutput body = output -> write(first, written, output);
        return Response.ok(body)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"focus-%s-%s.csv\"".formatted(written.number(), wanted.month()))
                .header("Focus-Version", written.number())
                .build();
    }

    private static void write(FocusExport.Part first, FocusVersion version, OutputStream output) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader(version.columns().toArray(String[]::new))
                .get();
        CSVPrinter csv = new CSVPrinter(new OutputStreamWriter(output, StandardCharsets.UTF_8), format);
        Csv.whole(csv, () -> print(csv, first, version));
    }

    private static void print(CSVPrinter csv, FocusExport.Part first, FocusVersion version) throws IOException {
        for (FocusExport.Part part = first; part != null; part = part.next().get()) {
            for (FocusRow row : part.rows()) {
                csv.printRecord(row.cells(version));
            }
            csv.flush();
        }
    }
}
