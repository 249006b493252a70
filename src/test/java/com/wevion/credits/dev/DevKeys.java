package com.wevion.credits.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Map;

/** The development issuer's RSA key pair, made at the first start and kept: tokens outlive a restart. */
final class DevKeys {
    private static final int BITS = 2048;

    private final Path privateKey;
    private final Path publicKey;

    DevKeys(DataFolder data) {
        this.privateKey = data.file("issuer-private.pem");
        this.publicKey = data.file("issuer-public.pem");
        if (!Files.exists(privateKey) || !Files.exists(publicKey)) {
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
            DataFolder.writePrivate(
                    publicKey,
                    CheckpointKeyFiles.pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            throw new StartFailure("The development issuer's keys cannot be made", e);
        }
    }

    /** What the server must be told to trust these keys and to issue tokens. */
    Map<String, String> settings() {
        try {
            return Map.of(
                    "credits.dev.issuer.key.file", privateKey.toString(),
                    "mp.jwt.verify.publickey", Files.readString(publicKey));
        } catch (IOException e) {
            throw new StartFailure(publicKey + " cannot be read", e);
        }
    }
}
