package com.wevion.credits.event.mail;

import com.wevion.credits.platform.Hashes;
import com.wevion.credits.platform.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

/**
 * The links in mails, by which readers confirm their address and unsubscribe without signing in. Their tokens are signed with the
 * deployer's key and hold for the address that the mail went to.
 */
@ApplicationScoped
class MailLinks {
    private static final int ID_BYTES = 16;
    private static final int SIGNATURE_BYTES = 32;

    /** The things that a link does. */
    enum Purpose {
        CONFIRM,
        UNSUBSCRIBE
    }

    @Inject
    MailSettings settings;

    @Inject
    MailReceivers receivers;

    /** The token for a receiver. */
    String token(Purpose purpose, MailReceiver receiver) {
        ByteBuffer token = ByteBuffer.allocate(1 + ID_BYTES + SIGNATURE_BYTES);
        token.put((byte) purpose.ordinal())
                .putLong(receiver.id().getMostSignificantBits())
                .putLong(receiver.id().getLeastSignificantBits())
                .put(signature(purpose, receiver));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /**
     * The page on which a reader follows a link by hand.
     *
     * @throws NotFound for what is no token
     */
    URI page(String token) {
        return page(purpose(decoded(token)), token);
    }

    /** The page for a receiver. */
    URI page(Purpose purpose, String token) {
        return URI.create(settings.pages() + "/mail.html#" + purpose.name().toLowerCase(Locale.ROOT) + "." + token);
    }

    private static Purpose purpose(ByteBuffer token) {
        return token.get() == Purpose.CONFIRM.ordinal() ? Purpose.CONFIRM : Purpose.UNSUBSCRIBE;
    }

    /**
     * Does what a link is for; again, nothing changes.
     *
     * @throws NotFound for a token that is not one of ours, or whose receiver is no more or has another address
     */
    Purpose follow(String text) {
        ByteBuffer token = decoded(text);
        Purpose purpose = purpose(token);
        MailReceiver receiver =
                receivers.find(new UUID(token.getLong(), token.getLong())).orElseThrow(MailLinks::unknown);
        byte[] given = new byte[SIGNATURE_BYTES];
        token.get(given);
        if (!MessageDigest.isEqual(given, signature(purpose, receiver))) {
            throw unknown();
        }
        if (purpose == Purpose.CONFIRM) {
            receivers.confirm(receiver);
        } else {
            receivers.unsubscribe(receiver);
        }
        return purpose;
    }

    private static ByteBuffer decoded(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length == 1 + ID_BYTES + SIGNATURE_BYTES) {
                return ByteBuffer.wrap(bytes);
            }
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
        throw unknown();
    }

    private static NotFound unknown() {
        return new NotFound("link");
    }

    private byte[] signature(Purpose purpose, MailReceiver receiver) {
        return Hashes.signature(settings.secret(), purpose + "|" + receiver.id() + "|" + receiver.address());
    }
}
