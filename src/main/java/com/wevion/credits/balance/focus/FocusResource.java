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
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader(FocusRow.COLUMNS.toArray(String[]::new))
            .get();

    @Inject
    FocusExport export;

    /** The month's charges as a FOCUS 1.2 Cost and Usage dataset, streamed. */
    @GET
    @Produces("text/csv; charset=UTF-8")
    @Requires(Action.READ_BILLS)
    @LongAnswer
    public Response csv(@PathParam("teamId") String team, @QueryParam("month") String month) {
        UUID teamId = Ids.pathId("team", team);
        FocusMonth wanted = FocusMonth.parse(month);
        // Read before the answer begins, so that a failure is still answered as one.
        FocusExport.Part first = export.first(teamId, wanted);
        StreamingOutput body = output -> write(first, output);
        return Response.ok(body)
                .header("Content-Disposition", "attachment; filename=\"focus-" + wanted.month() + ".csv\"")
                .build();
    }

    private void write(FocusExport.Part first, OutputStream output) throws IOException {
        CSVPrinter csv = new CSVPrinter(new OutputStreamWriter(output, StandardCharsets.UTF_8), FORMAT);
        Csv.whole(csv, () -> print(csv, first));
    }

    private void print(CSVPrinter csv, FocusExport.Part first) throws IOException {
        for (FocusExport.Part part = first; part != null; part = part.next().get()) {
            for (FocusRow row : part.rows()) {
                csv.printRecord(row.cells());
            }
            csv.flush();
        }
    }
}
