package com.wevion.credits.purchase;

import com.wevion.credits.platform.Invalid;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The pages to which a buyer's browser may be sent after the checkout: only of origins that the operator has named. */
@ApplicationScoped
class ReturnUrls {
    @Inject
    @ConfigProperty(name = "credits.purchase.return.url")
    Optional<String> usual;

    @Inject
    @ConfigProperty(name = "credits.purchase.return.origins")
    Optional<String> origins;

    /**
     * The address to return to.
     *
     * @param wanted null for the setting's
     * @throws Invalid if it is no HTTP address, or of a foreign origin, or there is none
     */
    String checked(String wanted) {
        if (wanted == null) {
            return usual.orElseThrow(
                    () -> new Invalid("returnUrl", "is required, as credits.purchase.return.url is not set"));
        }
        String origin = origin(wanted);
        Set<String> allowed = new HashSet<>();
        usual.map(ReturnUrls::origin).ifPresent(allowed::add);
        origins.ifPresent(all -> List.of(all.split(",")).forEach(one -> allowed.add(origin(one.trim()))));
        if (!allowed.contains(origin)) {
            throw new Invalid("returnUrl", "has an origin that is not in credits.purchase.return.origins");
        }
        return wanted;
    }

    private static String origin(String address) {
        try {
            URI uri = new URI(address);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (!http || uri.getHost() == null || uri.getRawUserInfo() != null || hasPlaceholder(address)) {
                throw new Invalid("returnUrl", "must be an absolute http or https address");
            }
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return (uri.getScheme() + "://" + uri.getHost() + port).toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            throw new Invalid("returnUrl", "must be an absolute http or https address");
        }
    }

    /** Stripe fills in what is in braces. */
    private static boolean hasPlaceholder(String address) {
        return address.indexOf('{') >= 0 || address.indexOf('}') >= 0;
    }

    /** The address with what happened as query parameters. */
    static String with(Purchase purchase, String outcome) {
        return UriBuilder.fromUri(purchase.returnUrl())
                .queryParam("team", purchase.teamId())
                .queryParam("purchase", purchase.id())
                .queryParam("outcome", outcome)
                .build()
                .toString();
    }
}
