package com.wevion.credits.dev;

import java.io.File;
import java.net.URISyntaxException;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR as it was built, with test classes added. */
public final class TestArchive {
    private TestArchive() {}

    /** For an {@code @Deployment} method. */
    public static WebArchive with(Class<?>... testClasses) {
        return ShrinkWrap.create(ZipImporter.class, "credits-in-container.war")
                .importFrom(new File("target/credits.war"))
                .as(WebArchive.class)
                .addClasses(testClasses)
                .addAsLibraries(Stream.of(Assertions.class, Awaitility.class, Matcher.class)
                        .map(TestArchive::jarOf)
                        .toArray(File[]::new));
    }

    private static File jarOf(Class<?> type) {
        try {
            return new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new StartFailure("No jar of " + type, e);
        }
    }
}
