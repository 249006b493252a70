package com.wevion.credits.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether this is the embedded default, where anybody can be anybody and the clock can be set ahead; never so in production. */
@ApplicationScoped
public class Development {
    @Inject
    @ConfigProperty(name = "credits.dev.issuer.key.file")
    Optional<String> keyFile;

    public boolean isOn() {
        return keyFile.isPresent();
    }

    /** The private key by which tokens are issued to whoever asks. */
    public Optional<Path> keyFile() {
        return keyFile.map(Path::of);
    }
}
