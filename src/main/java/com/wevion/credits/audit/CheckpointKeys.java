package com.wevion.credits.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Ed25519 keys of the checkpoints, read from their files whenever they are used. The file of public keys begins with
 * the one in use; former ones may follow, so that older checkpoints can still be verified.
 */
class CheckpointKeys {
    /** The things that are signed; no signature of one is good for the other. */
    enum Subject {
        LEDGER("checkpoint"),
        AUDIT_LOG("audit checkpoint");

        private final String name;

        Subject(String name) {
            this.name = name;
        }

        private byte[] text(String day, byte[] digest) {
            return ("AI Credits " + name + " " + day + " " + Checkpoint.hex(digest))
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** A signature and the id of its key. */
    record Signed(byte[] signature, byte[] keyId) {}

    /** The files are missing or hold something else. */
    static final class Unusable extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Unusable(String message, Exception cause) {
            super(message, cause);
        }
    }

    private static final String ALGORITHM = "Ed25519";
    private static final Pattern PUBLIC =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

    private final Optional<String> privateFile;
    private final Optional<String> publicFile;

    /** Each file may be left out. */
    CheckpointKeys(Optional<String> privateFile, Optional<String> publicFile) {
        this.privateFile = privateFile;
        this.publicFile = publicFile;
    }

    /** {@code yes}, {@code no: no key is given}, or {@code no} with the reason why the key cannot be used. */
    String state() {
        try {
            return sign(Subject.LEDGER, "", new byte[0]).isPresent() ? "yes" : "no: no key is given";
        } catch (Unusable e) {
            return "no: " + e.getMessage();
        }
    }

    /**
     * Signs a checkpoint.
     *
     * @return empty if the service was given no key
     * @throws Unusable if the private key cannot be used, or the first public key is not its other half
     */
    Optional<Signed> sign(Subject subject, String day, byte[] digest) {
        if (privateFile.isEmpty()) {
            return Optional.empty();
        }
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(privateKey());
            byte[] text = subject.text(day, digest);
            signer.update(text);
            byte[] signature = signer.sign();
            Map.Entry<String, PublicKey> inUse = publicKeys().entrySet().stream()
                    .findFirst()
                    .orElseThrow(() -> new Unusable("credits.checkpoint.public.key.file is not given", null));
            if (!verifies(inUse.getValue(), text, signature)) {
                throw new Unusable(
                        "credits.checkpoint.public.key.file does not begin with the other half of credits.checkpoint.key.file",
                        null);
            }
            return Optional.of(new Signed(signature, id(inUse.getValue())));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new Unusable("credits.checkpoint.key.file names no usable Ed25519 key", e);
        }
    }

    /** True if the signature is by one of the known keys. */
    boolean verifies(Checkpoint checkpoint, byte[] digest) {
        return verifies(
                Subject.LEDGER,
                checkpoint.day(),
                digest,
                HexFormat.of().parseHex(checkpoint.signature()),
                checkpoint.keyId());
    }

    /** The same of a signature of either subject. */
    boolean verifies(Subject subject, String day, byte[] digest, byte[] signature, String keyId) {
        PublicKey key = publicKeys().get(keyId);
        return key != null && verifies(key, subject.text(day, digest), signature);
    }

    private static boolean verifies(PublicKey key, byte[] text, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(text);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** True if signatures can be verified. */
    boolean verify() {
        return publicFile.isPresent();
    }

    /** The public keys as they were given, for people; empty if there are none. */
    Optional<String> publicPem() {
        if (publicFile.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder pem = new StringBuilder();
        for (PublicKey key : publicKeys().values()) {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
            pem.append("-----BEGIN PUBLIC KEY-----\n").append(body).append("\n-----END PUBLIC KEY-----\n");
        }
        return Optional.of(pem.toString());
    }

    private Map<String, PublicKey> publicKeys() {
        Map<String, PublicKey> keys = new LinkedHashMap<>();
        if (publicFile.isPresent()) {
            try {
                KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
                for (String der : PUBLIC.matcher(Files.readString(Path.of(publicFile.get())))
                        .results()
                        .map(found -> found.group(1))
                        .toList()) {
                    PublicKey key = factory.generatePublic(
                            new X509EncodedKeySpec(Base64.getMimeDecoder().decode(der)));
                    keys.put(Checkpoint.hex(id(key)), key);
                }
            } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
                throw new Unusable("credits.checkpoint.public.key.file names no usable Ed25519 keys", e);
            }
            if (keys.isEmpty()) {
                throw new Unusable("credits.checkpoint.public.key.file has no public key in it", null);
            }
        }
        return keys;
    }

    private static byte[] id(PublicKey key) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
    }

    private PrivateKey privateKey() throws GeneralSecurityException, IOException {
        String pem = Files.readString(Path.of(privateFile.orElseThrow()));
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(der));
    }
}
