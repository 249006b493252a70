package com.wevion.credits.benchmark;

import com.wevion.credits.benchmark.floor.AcknowledgingListener;
import com.wevion.credits.benchmark.floor.FloorApplication;
import com.wevion.credits.benchmark.floor.FloorResource;
import com.wevion.credits.identity.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The application of {@link com.wevion.credits.benchmark.floor}, with the settings of the service. */
final class FloorArchive {
    /** The queue of its bean. */
    static final String QUEUE = "credits.benchmark.acknowledged";

    private static final Path BEANS = Path.of("src/main/webapp/WEB-INF/glassfish-ejb-jar.xml");

    private FloorArchive() {}

    /**
     * Writes {@code floor.war} into a folder, whose other archives are none.
     *
     * @param issuerKey by which the server itself verifies the tokens
     */
    static void writeInto(Path folder, String issuerKey) throws IOException {
        Files.createDirectories(folder);
        ShrinkWrap.create(WebArchive.class, "floor.war")
                .addClasses(FloorApplication.class, FloorResource.class, AcknowledgingListener.class)
                .addClasses(FloorResource.Question.class, FloorResource.Answer.class)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsWebInfResource(new StringAsset(activation()), "glassfish-ejb-jar.xml")
                .addAsResource(new StringAsset(settings(issuerKey)), "META-INF/microprofile-config.properties")
                .as(ZipExporter.class)
                .exportTo(folder.resolve("floor.war").toFile(), true);
    }

    private static String settings(String issuerKey) {
        return String.join(
                "\n",
                "mp.jwt.verify.issuer=" + Tokens.DEVELOPMENT,
                "mp.jwt.verify.audiences=ai-credits",
                "mp.jwt.verify.publickey=" + issuerKey.replaceAll("\\s*(-----[A-Z ]+-----)?\\s*", ""));
    }

    /** The activation of the service's bean, on another queue. */
    private static String activation() throws IOException {
        String ofService = Files.readString(BEANS);
        String ofCompletions = ofService.replaceAll("(?s)<ejb>\\s*<ejb-name>DeadLetterListener.*?</ejb>", "");
        return ofCompletions
                .replace("CompletionListener", AcknowledgingListener.class.getSimpleName())
                .replace("credits.jobs.completed", QUEUE);
    }
}
