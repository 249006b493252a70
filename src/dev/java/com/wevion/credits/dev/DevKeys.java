package com.wevion.credits.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Map;

/** The development issuer's RSA key, made at the first start and kept: tokens outlive a restart. */
final class DevKeys {
    private static final int BITS = 2048;

    private final Path privateKey;

    DevKeys(DataFolder data) {
        this.privateKey = data.file("issuer-private.pem");
        if (!Files.exists(privateKey)) {
            create();
        }
    }

    private void create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            DataFolder.writePrivate(
                    privateKey,
                    CheckpointKeyFiles.pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            throw new StartFailure("The development issuer's key cannot be made", e);
        }
    }

    /** The settings with which the server issues tokens by this key. */
    Map<String, String> settings() {
        return Map.of("credits.dev.issuer.key.file", privateKey.toString());
    }
}
