package com.wevion.credits.dev;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;

/** The key pair that signs checkpoints, made in a folder if it is not there, and kept. */
public record CheckpointKeyFiles(Path privateKey, Path publicKey) {

    /** Those of a folder. */
    public static CheckpointKeyFiles in(Path folder) {
        CheckpointKeyFiles files = new CheckpointKeyFiles(
                folder.resolve("checkpoint-private.pem"), folder.resolve("checkpoint-public.pem"));
        if (!Files.exists(files.privateKey) || !Files.exists(files.publicKey)) {
            files.create();
        }
        return files;
    }

    private void create() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            DataFolder.writePrivate(
                    privateKey, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            DataFolder.writePrivate(
                    publicKey, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            throw new StartFailure("The checkpoints' keys cannot be made", e);
        }
    }

    /** Bytes of a key as PEM. */
    static String pem(String kind, byte[] encoded) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encoded);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    /** The settings for the server. */
    Map<String, String> settings() {
        return Map.of(
                "credits.checkpoint.key.file", privateKey.toString(),
                "credits.checkpoint.public.key.file", publicKey.toString());
    }
}
