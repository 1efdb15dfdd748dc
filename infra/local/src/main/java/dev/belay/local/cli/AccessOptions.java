package dev.belay.local.cli;

import dev.belay.api.access.AccessSettings;
import dev.belay.api.access.ApiKeys;
import dev.belay.api.access.JwksKeys;
import dev.belay.api.access.TokenIssuer;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.port.Records;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the API is served, and to whom.
final class AccessOptions {
    private static final int TOKEN_BYTES = 32;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = {
                "The address that the API is served on. Any other than this machine's own",
                "needs an API key or --oidc-issuer. Default: ${DEFAULT-VALUE}"
            })
    String host = "127.0.0.1";

    @Option(
            names = "--require-credentials",
            description = "Ask for credentials also on this machine.")
    boolean requireCredentials;

    @Option(
            names = "--oidc-issuer",
            paramLabel = "URL",
            description = "Trust the tokens of this identity provider.")
    @Nullable String issuer;

    @Option(
            names = "--oidc-audience",
            paramLabel = "NAME",
            defaultValue = "belay",
            description = "What tokens have to be for. Default: ${DEFAULT-VALUE}")
    String audience = "belay";

    @Option(
            names = "--oidc-roles-claim",
            paramLabel = "NAME",
            defaultValue = TokenIssuer.ROLES_CLAIM,
            description =
                    "The claim that lists what a token may do, as workspace:role. "
                            + "Default: ${DEFAULT-VALUE}")
    String rolesClaim = TokenIssuer.ROLES_CLAIM;

    InetAddress address() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new BelayException(
                    ErrorCode.INVALID_OPTIONS,
                    "--host: '%s' is no address of this machine".formatted(host),
                    e);
        }
    }

    /// @throws BelayException where others would reach the API and nobody could prove who they are
    AccessSettings settings(Records records) {
        InstantSource clock = InstantSource.system();
        boolean local = address().isLoopbackAddress();
        if (!local && issuer == null && new ApiKeys(records, clock).isEmpty()) {
            throw new BelayException(
                    ErrorCode.INVALID_OPTIONS,
                    "--host %s would serve the API to other machines, and there are no credentials to tell callers by; make a key with 'belay key create --role admin --workspace \"*\"', or name an identity provider with --oidc-issuer"
                            .formatted(host));
        }
        var settings =
                new AccessSettings(local && !requireCredentials, Optional.empty(), trusted(clock));
        return settings.withLocalToken(token());
    }

    private Optional<TokenIssuer> trusted(InstantSource clock) {
        return Optional.ofNullable(issuer)
                .map(url ->
                        new TokenIssuer(
                                url,
                                audience,
                                rolesClaim,
                                JwksKeys.discovered(URI.create(url), clock)));
    }

    private static String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
