import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.sql.DataSource;

/**
 * Brings a database up to a version before its first server starts, without the time limits of a server:
 * {@code java -cp lib/postgresql.jar Migrate.java credits.war}, with {@code CREDITS_DB_URL}, {@code CREDITS_DB_USER},
 * {@code CREDITS_DB_PASSWORD} or {@code CREDITS_DB_PASSWORD_FILE}, and {@code CREDITS_DB_SSL_…} as servers have them. Each migration is committed for itself; cut off in the middle, it goes on at the one that was not. It keeps to
 * the same lock and the same rules as servers that start. Ends with 0, or says what is wrong and ends with 1.
 */
public class Migrate {
    private static final String CLASSES = "WEB-INF/classes/";
    private static final String LIBRARIES = "WEB-INF/lib/";
    private static final int PATIENCE_SECONDS = 3_600;

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 1 || System.getenv("CREDITS_DB_URL") == null) {
            System.err.println("CREDITS_DB_URL=… CREDITS_DB_USER=… CREDITS_DB_PASSWORD=… java -cp lib/postgresql.jar Migrate.java credits.war");
            System.exit(2);
        }
        Path folder = Files.createTempDirectory("credits-migrate");
        try {
            System.out.println("The schema is V%03d".formatted(migrate(Path.of(arguments[0]), folder)));
        } catch (InvocationTargetException e) {
            System.err.println(e.getCause().getMessage());
            System.exit(1);
        } finally {
            delete(folder);
        }
    }

    private static int migrate(Path archive, Path folder) throws Exception {
        try (URLClassLoader version = new URLClassLoader(unpacked(archive, folder), Migrate.class.getClassLoader())) {
            return (int) version.loadClass("com.wevion.credits.platform.start.SchemaUpgrade")
                    .getMethod("bringUp", DataSource.class, int.class)
                    .invoke(null, database(), PATIENCE_SECONDS);
        }
    }

    private static DataSource database() throws ReflectiveOperationException, IOException {
        DataSource database = (DataSource)
                Class.forName("org.postgresql.ds.PGSimpleDataSource").getConstructor().newInstance();
        set(database, "Url", System.getenv("CREDITS_DB_URL"));
        set(database, "User", System.getenv("CREDITS_DB_USER"));
        set(database, "Password", secret("CREDITS_DB_PASSWORD"));
        set(database, "SslMode", System.getenv("CREDITS_DB_SSL_MODE"));
        set(database, "SslRootCert", System.getenv("CREDITS_DB_SSL_ROOT_CERT_FILE"));
        set(database, "SslCert", System.getenv("CREDITS_DB_SSL_CERT_FILE"));
        set(database, "SslKey", System.getenv("CREDITS_DB_SSL_KEY_FILE"));
        set(database, "SslPassword", secret("CREDITS_DB_SSL_KEY_PASSWORD"));
        return database;
    }

    private static String secret(String name) throws IOException {
        String file = System.getenv(name + "_FILE");
        return file == null ? System.getenv(name) : Files.readString(Path.of(file)).stripTrailing();
    }

    private static void set(DataSource database, String property, String value) throws ReflectiveOperationException {
        if (value != null) {
            database.getClass().getMethod("set" + property, String.class).invoke(database, value);
        }
    }

    /** The classes and libraries of the archive. */
    private static URL[] unpacked(Path archive, Path folder) throws IOException {
        Path classes = Files.createDirectories(folder.resolve(CLASSES));
        List<URL> found = new ArrayList<>(List.of(classes.toUri().toURL()));
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path file = folder.resolve(entry.getName()).normalize();
                boolean wanted = entry.getName().startsWith(CLASSES) || entry.getName().startsWith(LIBRARIES);
                if (wanted && !entry.isDirectory() && file.startsWith(folder)) {
                    Files.createDirectories(file.getParent());
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, file);
                    }
                    if (entry.getName().endsWith(".jar")) {
                        found.add(file.toUri().toURL());
                    }
                }
            }
        }
        return found.toArray(URL[]::new);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
