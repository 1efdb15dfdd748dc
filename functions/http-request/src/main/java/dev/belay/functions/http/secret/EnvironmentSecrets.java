package dev.belay.functions.http.secret;

import dev.belay.core.model.Workspace;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Secrets in the process's environment: `shop-login` of the default workspace is
/// `BELAY_SECRET_SHOP_LOGIN`, that of the workspace `acme` is `BELAY_SECRET_ACME__SHOP_LOGIN`.
///
/// Two underscores end the workspace, so neither part may have them. Names that could be read as
/// those of another workspace have no secret here; a better store has no such limits.
public final class EnvironmentSecrets implements SecretStore {
    private static final String PREFIX = "BELAY_SECRET_";
    private static final Pattern WORKSPACE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+([_-][A-Za-z0-9]+)*");

    private final Map<String, String> variables;

    public EnvironmentSecrets(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    public static EnvironmentSecrets ofProcess() {
        return new EnvironmentSecrets(System.getenv());
    }

    @Override
    public Optional<String> secret(Workspace workspace, String name) {
        if (!NAME.matcher(name).matches() || !WORKSPACE.matcher(workspace.name()).matches()) {
            return Optional.empty();
        }
        String owner = workspace.equals(Workspace.DEFAULT) ? "" : spelled(workspace.name()) + "__";
        return Optional.ofNullable(variables.get(PREFIX + owner + spelled(name)));
    }

    private static String spelled(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
