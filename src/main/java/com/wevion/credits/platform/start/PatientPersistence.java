package com.wevion.credits.platform.start;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.ProviderUtil;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * EclipseLink, which begins when the database answers. The server has it connect before anything else of the application runs, and
 * fails the deployment for good when it cannot, so this is where a start waits for its database.
 */
public final class PatientPersistence implements PersistenceProvider {
    private static final String ECLIPSELINK = "org.eclipse.persistence.jpa.PersistenceProvider";

    private PersistenceProvider eclipselink;

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public EntityManagerFactory createContainerEntityManagerFactory(PersistenceUnitInfo unit, Map properties) {
        StartWatch.begin();
        new DatabaseWait(unit.getJtaDataSource(), patience()).await();
        return eclipselink(unit.getClassLoader()).createContainerEntityManagerFactory(unit, properties);
    }

    private static Duration patience() {
        return Duration.ofSeconds(ConfigProvider.getConfig(PatientPersistence.class.getClassLoader())
                .getValue("credits.db.start.wait.seconds", Long.class));
    }

    /** The server's, which the application's class loader finds without the application having it. */
    private PersistenceProvider eclipselink(ClassLoader loader) {
        if (eclipselink == null) {
            try {
                eclipselink = (PersistenceProvider)
                        loader.loadClass(ECLIPSELINK).getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new PersistenceException("The server has no EclipseLink", e);
            }
        }
        return eclipselink;
    }

    /** Only what the server manages is persistent here. */
    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public EntityManagerFactory createEntityManagerFactory(String unit, Map properties) {
        return null;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public void generateSchema(PersistenceUnitInfo unit, Map properties) {
        throw new UnsupportedOperationException("The schema is made by the migrations");
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public boolean generateSchema(String unit, Map properties) {
        return false;
    }

    @Override
    public ProviderUtil getProviderUtil() {
        return eclipselink(Thread.currentThread().getContextClassLoader()).getProviderUtil();
    }
}
